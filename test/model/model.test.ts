import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { atMost, effort, isLong, leastOf, seed } from '../effort.ts';
import { sequences } from './operations.ts';
import { regressions } from './regressions.ts';
import { createPlayer, type Target } from './run.ts';
import type { WireRequest } from './scim.ts';
import { injected, overSocket } from './targets.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const check = async (target: Target, restarts: boolean, numRuns: number, milliseconds: number) => {
  const player = createPlayer(target);
  for (const [name, sequence] of Object.entries(regressions)) {
    await player.play(sequence).catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`);
    });
  }
  await fc.assert(fc.asyncProperty(sequences({ restarts }), player.play), { seed, numRuns, ...atMost(milliseconds) });
  const { sequences: tried, requests } = player.counts;
  if (tried < leastOf(numRuns)) throw new Error(`${tried} sequences of ${numRuns} were played`);
  if (requests < 10 * tried) throw new Error(`${requests} requests in ${tried} sequences`);
  return player.counts;
};

test('every answer is what the model says', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const { sequences: tried, requests } = await check(
    injected(() => emulator),
    false,
    effort(300, 10_000),
    8000,
  );
  t.comment(`${tried} sequences, ${requests} requests, seed ${seed}`);
  t.pass('no difference');
});

test('over a socket too', async (t) => {
  const emulator = await startEmulator({ port: 0 });
  t.teardown(() => emulator.close());
  const target = { origin: () => emulator.url, send: (request: WireRequest) => overSocket(request, emulator.url) };
  const { sequences: tried, requests } = await check(target, false, effort(40, 1000), 3500);
  t.comment(`${tried} sequences, ${requests} requests over a socket, seed ${seed}`);
  t.pass('no difference');
});

test('on a file, closed and opened again now and then', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'model-'));
  let emulator = await startEmulator({ socket: false, data });
  t.teardown(async () => {
    await emulator.close();
    await rm(data, { recursive: true });
  });
  const restart = async (): Promise<void> => {
    await emulator.close();
    emulator = await startEmulator({ socket: false, data });
  };
  const { sequences: tried, requests } = await check(
    { ...injected(() => emulator), restart },
    true,
    effort(40, 1000),
    4000,
  );
  t.comment(`${tried} sequences, ${requests} requests on a file, seed ${seed}`);
  t.pass('no difference');
});

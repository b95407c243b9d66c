import fc from 'fast-check';
import t, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { atMost, effort, isLong, seed } from '../effort.ts';
import { sequences } from './operations.ts';
import { createPlayer, type Target } from './run.ts';
import type { WireRequest } from './scim.ts';
import { injected } from './targets.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

test('explain promises what the request then gets, and changes nothing', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const target = injected(() => emulator);
  const control = async (method: string, path: string, body?: unknown): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await target.send({ method, url: `/_emulator/worlds${path}`, headers, ...text });
    if (answer.status >= 300) throw new Error(`${method} ${path} -> ${answer.status} ${answer.body.slice(0, 300)}`);
    return answer.body;
  };
  let explained = 0;
  let promised = 0;

  /** All that a world has, stored or in memory. */
  const state = async (world: string): Promise<string[]> => {
    // Reading the trail adds the keys that expired since.
    await control('GET', `/${world}/audit`);
    return Promise.all(
      ['', '/document', '/faults', '/clock', '/journal', '/audit', '/report'].map((part) =>
        control('GET', `/${world}${part}`),
      ),
    );
  };

  const send = async (request: WireRequest) => {
    const worlds = JSON.parse(await control('GET', '')) as { id: string }[];
    const world = worlds.at(-1)?.id;
    if (!request.url.startsWith('/scim/v2') || world === undefined) return target.send(request);
    const { method, url: path, headers, body } = request;
    const key = headers.authorization ?? headers['x-api-key'] ?? '';
    const ours = JSON.parse(await control('GET', `/${world}/document`)) as { teams: { keys: { key: string }[] }[] };
    const known = ours.teams.flatMap(({ keys }) => keys).some((each) => key.endsWith(each.key));
    const faulty = (await control('GET', `/${world}/faults`)) !== '[]';
    const before = await state(world);
    const asked = { authorization: '', ...headers };
    const text = await control('POST', `/${world}/explain`, {
      method,
      path,
      headers: asked,
      ...(body !== undefined && { body }),
    });
    explained += 1;
    const after = await state(world);
    for (const [index, part] of before.entries()) {
      if (after[index] !== part)
        throw new Error(`explain changed ${part.slice(0, 500)}\nto ${after[index]?.slice(0, 500)}`);
    }
    const answer = await target.send(request);
    const { status, body: promise } = JSON.parse(text) as { status: number; body: string };
    if (!faulty && known) {
      promised += 1;
      if (status !== answer.status || promise !== answer.body) {
        throw new Error(
          `${method} ${path} ${body ?? ''}: promised ${status} ${promise}, answered ${answer.status} ${answer.body}`,
        );
      }
    }
    return answer;
  };
  const explaining: Target = { ...target, send };
  const player = createPlayer(explaining);
  await fc.assert(fc.asyncProperty(sequences({ length: 20 }), player.play), {
    seed,
    numRuns: effort(25, 1000),
    ...atMost(8000),
  });
  t.ok(explained > 20, `${explained} requests explained, ${promised} promises kept, seed ${seed}`);
  t.ok(promised > 10);
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from './contenders/contender.ts';
import { type Setting, startEmulator } from './contenders/emulator.ts';
import { medianOf } from './measure.ts';
import { ask } from './request.ts';
import { residentOf, type Server } from './server.ts';

const settled = async (server: Server): Promise<number> => {
  await sleep(1500);
  return residentOf(server);
};

/** Resident bytes of every contender once it is up and nobody asks anything, with ten users. */
export const idleMemory = async (contenders: readonly Contender[], rounds: number): Promise<Record<string, number>> => {
  const seen: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      const server = await contender.start({ size: 10 });
      seen[contender.name] = [...(seen[contender.name] ?? []), await settled(server)];
      await server.stop();
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([name, bytes]) => [name, medianOf(bytes)]));
};

/** Resident bytes that a world more costs, over so many worlds, and the milliseconds that making it takes. */
export const costOfWorld = async (
  setting: Setting,
  worlds: number,
): Promise<{ memory: number; milliseconds: number }> => {
  const server = await startEmulator('emulator with worlds', setting);
  try {
    const make = async (count: number): Promise<void> => {
      for (let made = 0; made < count; made += 1) {
        const answer = await ask(server.port, { method: 'POST', path: '/_emulator/worlds', body: '{}' });
        if (answer.status !== 201) throw new Error(`a world was refused: ${answer.body}`);
      }
    };
    await make(50);
    const before = await settled(server);
    const started = performance.now();
    await make(worlds);
    const milliseconds = (performance.now() - started) / worlds;
    return { memory: ((await settled(server)) - before) / worlds, milliseconds };
  } finally {
    await server.stop();
  }
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Contender } from './contenders/contender.ts';
import type { Directory } from './directory.ts';
import { node } from './paths.ts';
import { plainEnvironment, serverCore } from './server.ts';

/** Milliseconds of every start, by name. */
export type Starts = Record<string, number[]>;

export const emptyNode = 'node -e 0';

const startNode = async (): Promise<number> => {
  const started = performance.now();
  const child = spawn('taskset', ['-c', String(serverCore), node, '-e', '0'], { env: plainEnvironment() });
  await once(child, 'exit');
  return performance.now() - started;
};

/** Starts everyone in turn, with ten users each; `node -e 0`, which does nothing, is the measure for all. */
export const coldStarts = async (contenders: readonly Contender[], rounds: number): Promise<Starts> => {
  const directory: Directory = { size: 10 };
  const starts: Starts = { [emptyNode]: [] };
  for (const { name } of contenders) starts[name] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const empty = await startNode();
    if (round > 0) starts[emptyNode]?.push(empty);
    for (const contender of contenders) {
      const server = await contender.start(directory);
      await server.stop();
      if (round > 0) starts[contender.name]?.push(server.startedIn);
    }
  }
  return starts;
};

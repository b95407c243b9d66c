import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cache } from './paths.ts';
import { loadCore } from './server.ts';

export const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Keeps the harness off the servers' core, and makes the folder it works in. */
export const settleIn = (): void => {
  mkdirSync(cache, { recursive: true });
  try {
    execFileSync('taskset', ['-cp', String(loadCore), String(process.pid)], { stdio: 'ignore' });
  } catch {
    throw new Error('the benchmarks need taskset and two cores: they run on Linux');
  }
};

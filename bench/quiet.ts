import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine is quiet while the others on it use less than this share of its processors. */
export const mostNoise = 0.03;

/** Time of all processors so far, in ticks: spent on work or taken by other machines, and altogether. */
const readTimes = (): { busy: number; all: number } => {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const busy = user + nice + system + irq + soft + steal;
  return { busy, all: busy + idle + wait };
};

/** The share of the processors that others use, measured while nothing of the benchmark works. */
export const noiseNow = async (milliseconds = 2000): Promise<number> => {
  const before = readTimes();
  await sleep(milliseconds);
  const after = readTimes();
  return (after.busy - before.busy) / Math.max(1, after.all - before.all);
};

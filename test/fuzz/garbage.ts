import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects garbage; the megabytes of heap that are left. */
export const collectGarbage = (): number => {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
};

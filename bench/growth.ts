import { type Setting, startEmulator } from './contenders/emulator.ts';
import { loadOnce } from './load.ts';
import type { OperationId } from './operations.ts';
import { requestsOf } from './operations.ts';
import { becameIdle, residentOf } from './server.ts';

export const growing = ['get-user', 'filter', 'page-deep', 'create-user'] as const satisfies OperationId[];

/** What a request costs in a directory of one size: microseconds of processor time. */
export type Grown = {
  readonly size: number;
  readonly costs: Record<(typeof growing)[number], number>;
  /** Resident bytes before the load. */
  readonly memory: number;
  /** Milliseconds from the start of the process to its first answer, the seed included. */
  readonly startedIn: number;
};

/** Asks the same of directories that become larger. */
export const growth = async (setting: Setting, sizes: readonly number[], seconds: number): Promise<Grown[]> => {
  const grown: Grown[] = [];
  for (const size of sizes) {
    const server = await startEmulator(`emulator with ${size} users`, setting, { size });
    try {
      const memory = residentOf(server);
      const costs = {} as Record<(typeof growing)[number], number>;
      for (const operation of growing) {
        const requests = requestsOf(operation, { size }, 'scim');
        await loadOnce({ server, requests, seconds: 1, connections: 32 });
        costs[operation] = (await loadOnce({ server, requests, seconds, connections: 32 })).cost;
        await becameIdle(server);
      }
      grown.push({ size, costs, memory, startedIn: server.startedIn });
    } finally {
      await server.stop();
    }
  }
  return grown;
};

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Setting, startEmulator } from './contenders/emulator.ts';
import { type Directory, seedOf } from './directory.ts';
import { loadOnce } from './load.ts';
import { requestsOf } from './operations.ts';
import { node, repository } from './paths.ts';
import { ask, type Request } from './request.ts';
import { plainEnvironment, type Server, serverCore, ticksOf } from './server.ts';

/** How long something took that is done once, and the processor time of it: milliseconds. */
export type Took = { readonly wall: number; readonly cpu: number };

const timed = async (server: Server, request: Request): Promise<{ took: Took; body: string }> => {
  const [started, before] = [performance.now(), ticksOf(server)];
  const { status, body } = await ask(server.port, request);
  if (status !== 200) throw new Error(`${request.method} ${request.path}: ${status} ${body.slice(0, 500)}`);
  return { took: { wall: performance.now() - started, cpu: (ticksOf(server) - before) * 10 }, body };
};

/** Replaces the default world by a document with so many people. */
export const importPeople = async (setting: Setting, directory: Directory): Promise<Took> => {
  const server = await startEmulator('emulator, import', setting);
  try {
    const body = readFileSync(seedOf(directory), 'utf8');
    const { took } = await timed(server, { method: 'PUT', path: '/_emulator/worlds/default/document', body });
    const { body: world } = await ask(server.port, { method: 'GET', path: '/scim/v2/Users?count=1' });
    if (JSON.parse(world).totalResults !== directory.size) throw new Error(`the import left ${world.slice(0, 500)}`);
    return took;
  } finally {
    await server.stop();
  }
};

/** The report over a mixed load of at least so many requests, and how many of them it covers. */
export const reportOver = async (setting: Setting, requests: number): Promise<Took & { covered: number }> => {
  const directory: Directory = { size: 10_000 };
  const server = await startEmulator('emulator, report', setting, directory);
  try {
    const list = requestsOf('mixed', directory, 'scim');
    for (let sent = 0; sent < requests; ) {
      const { rate } = await loadOnce({ server, requests: list, seconds: 2, connections: 32 });
      sent += rate * 2;
    }
    const { took, body } = await timed(server, { method: 'GET', path: '/_emulator/worlds/default/report?format=json' });
    return { ...took, covered: JSON.parse(body).requests };
  } finally {
    await server.stop();
  }
};

/** `startEmulator()` in a process of its own: the first one, and the median of twenty later ones; milliseconds. */
export const startsInProcess = (product: string | undefined): { first: number; later: number } => {
  const library = product
    ? join(product, 'node_modules/postman-scim-emulator/dist/src/index.js')
    : join(repository, 'src/index.ts');
  const script = join(import.meta.dirname, 'start-in-process.mjs');
  const output = execFileSync('taskset', ['-c', String(serverCore), node, script, library], {
    env: plainEnvironment(),
  });
  return JSON.parse(output.toString());
};

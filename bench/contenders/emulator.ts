import { mkdtempSync, rmSync } from 'node:fs';
import { type Directory, seedOf } from '../directory.ts';
import { type OperationId, requestsOf } from '../operations.ts';
import { cached, node } from '../paths.ts';
import { key, type Request } from '../request.ts';
import { freePort, type Server, startServer } from '../server.ts';
import type { Contender } from './contender.ts';

export type Setting = {
  /** The program's own file. */
  program: string;
  /** More arguments for the program. */
  flags?: readonly string[];
  /** Arguments for Node itself. */
  nodeFlags?: readonly string[];
  /** With `--data`: on disk, in a folder of its own that goes when the server stops. */
  durable?: boolean;
};

/** Starts the emulator, with a directory in it or as it comes. */
export const startEmulator = async (name: string, setting: Setting, directory?: Directory): Promise<Server> => {
  const { program, flags = [], nodeFlags = [], durable = false } = setting;
  const port = await freePort();
  const data = durable ? mkdtempSync(cached('data-')) : undefined;
  const seeded = directory ? ['--seed', seedOf(directory)] : [];
  const server = await startServer(port, {
    name,
    command: [
      ...[node, ...nodeFlags, program, '--port', String(port), '--key', key, '--rate-limit', 'off'],
      ...(data ? ['--data', data] : []),
      ...seeded,
      ...flags,
    ],
    probe: directory
      ? (requestsOf('get-user', directory, 'scim')[0] as Request)
      : { method: 'GET', path: '/scim/v2/Users?count=1' },
    patience: 900,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    if (data) rmSync(data, { recursive: true, force: true });
  };
  return { ...server, stop };
};

const everything: OperationId[] = [
  'get-user',
  'filter',
  'page-first',
  'page-deep',
  'patch-group',
  'create-user',
  'mixed',
];

export const toEmulator = (name: string, setting: Setting): Contender => ({
  name,
  dialect: 'scim',
  can: everything,
  exact: true,
  start: (directory) => startEmulator(name, setting, directory),
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Directory, usersOf } from '../directory.ts';
import { requestsOf } from '../operations.ts';
import { cache, cached, competitor, node } from '../paths.ts';
import type { Request } from '../request.ts';
import { freePort, startServer } from '../server.ts';
import type { Contender } from './contender.ts';

const databaseOf = (directory: Directory): string => {
  const path = cached(`json-server-${directory.size}.json`);
  writeFileSync(path, JSON.stringify({ Users: [...usersOf(directory)] }));
  return path;
};

export const jsonServer: Contender = {
  name: 'json-server',
  dialect: 'json-server',
  can: ['get-user', 'filter', 'page-first', 'create-user'],
  exact: true,
  remark:
    'no SCIM: bare resources and arrays, a query syntax of its own, no key, no group PATCH; POST rewrites its file',
  start: async (directory) => {
    const port = await freePort();
    const program = join(competitor('json-server'), 'node_modules/json-server/lib/cli/bin.js');
    const flags = ['--quiet', '--host', '127.0.0.1', '--port', String(port), '--snapshots', cache];
    return startServer(port, {
      name: 'json-server',
      command: [node, program, ...flags, databaseOf(directory)],
      probe: requestsOf('get-user', directory, 'json-server')[0] as Request,
    });
  },
};

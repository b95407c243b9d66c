import { join } from 'node:path';
import { type Directory, seedOf } from '../directory.ts';
import { requestsOf } from '../operations.ts';
import { competitor, node } from '../paths.ts';
import { key, type Request } from '../request.ts';
import { freePort, startServer } from '../server.ts';
import type { Contender } from './contender.ts';

export const scimmy: Contender = {
  name: 'scimmy-routers',
  dialect: 'scim',
  can: ['get-user', 'filter', 'page-first', 'patch-group', 'create-user'],
  exact: true,
  slow: ['patch-group'],
  remark:
    'a library: the store is ours, a Map by id and one by userName, pages cut before they are turned into resources; PATCH of the large group takes seconds, so it is asked once a round',
  start: async (directory: Directory) => {
    const port = await freePort();
    const program = join(competitor('scimmy'), 'server.js');
    return startServer(port, {
      name: 'scimmy-routers',
      command: [node, program, seedOf(directory), String(port), key],
      probe: requestsOf('get-user', directory, 'scim')[0] as Request,
    });
  },
};

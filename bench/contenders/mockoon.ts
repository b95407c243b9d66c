import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Directory, usersOf } from '../directory.ts';
import { requestsOf } from '../operations.ts';
import { cached, competitor, node } from '../paths.ts';
import type { Request } from '../request.ts';
import { freePort, startServer } from '../server.ts';
import type { Contender } from './contender.ts';

const bucket = 'user';

const response = {
  ...{ uuid: randomUUID(), label: '', statusCode: 200, latency: 0, headers: [], body: '', default: true },
  ...{ bodyType: 'DATABUCKET', databucketID: bucket, crudKey: 'id', filePath: '', sendFileAsBody: false },
  ...{ rules: [], rulesOperator: 'OR', disableTemplating: true, fallbackTo404: false, callbacks: [] },
};

const route = {
  ...{ uuid: randomUUID(), type: 'crud', documentation: '', method: '', endpoint: 'scim/v2/Users' },
  ...{ responses: [response], responseMode: null, streamingMode: null, streamingInterval: 0 },
};

const environmentOf = (directory: Directory, port: number): string => {
  const value = JSON.stringify([...usersOf(directory)]);
  const path = cached(`mockoon-${directory.size}.json`);
  const environment = {
    ...{ uuid: randomUUID(), lastMigration: 33, name: 'Users', hostname: '127.0.0.1', port, endpointPrefix: '' },
    ...{ latency: 0, folders: [], routes: [route], rootChildren: [{ type: 'route', uuid: route.uuid }] },
    ...{ proxyMode: false, proxyHost: '', proxyRemovePrefix: false, proxyReqHeaders: [], proxyResHeaders: [] },
    tlsOptions: {
      ...{ enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    },
    ...{ cors: true, headers: [], callbacks: [] },
    data: [{ uuid: randomUUID(), id: bucket, name: 'Users', documentation: '', value }],
  };
  writeFileSync(path, JSON.stringify(environment));
  return path;
};

export const mockoon: Contender = {
  name: 'Mockoon',
  dialect: 'mockoon',
  can: ['get-user', 'filter', 'page-first', 'create-user'],
  exact: true,
  slow: ['create-user'],
  remark:
    'no SCIM: bare resources and arrays, a query syntax of its own, no key, no group PATCH; a POST beside 10,000 users takes it tenths of a second, so it is asked once a round',
  start: async (directory) => {
    const port = await freePort();
    const program = join(competitor('mockoon'), 'node_modules/@mockoon/cli/bin/run.js');
    const flags = ['--disable-log-to-file', '--disable-admin-api'];
    return startServer(port, {
      name: 'Mockoon',
      command: [node, program, 'start', ...flags, '--data', environmentOf(directory, port)],
      probe: requestsOf('get-user', directory, 'mockoon')[0] as Request,
    });
  },
};

import { test } from 'tap';
import type { OperationId } from '../../src/domain/operation.ts';
import { operationIds, operations } from '../../src/domain/operation.ts';
import { errorText, startApp } from '../helpers.ts';

const update = "Couldn't update this team member's information. Try again — it should work next time around.";
const details: Record<OperationId, string> = {
  getScimUserResources: update,
  createScimUser: update,
  getScimUserResource: 'Unable to fetch information about this team member.',
  updateScimUser: update,
  updateScimUserState: update,
  getScimGroupResources: "Couldn't fetch members of the team.",
  createScimGroup: update,
  getScimGroupResource: update,
  scimUpdateGroup: update,
  deleteScimGroup: update,
  getScimResourceTypes: update,
  getScimServiceProviderConfig: update,
};

test("Postman's 500 has a text for each operation", async (t) => {
  const app = startApp(t);
  app.world.faults.add({ operations: operationIds, when: 'before', effect: { kind: 'error', status: 500 } });
  for (const id of operationIds) {
    const { method, path } = operations[id];
    const { status, text } = await app.send(method, path.replace(':id', 'x'));
    t.equal(status, 500, id);
    t.equal(text, errorText(500, details[id]), id);
  }
});

test('what goes wrong inside is logged whole and sent as that 500, without detail', async (t) => {
  const lines: unknown[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const logger = { level: 'info', fatal: log, error: log, warn: log, info: log, debug: log, trace: log, silent: log };
  const child = { ...logger, child: () => child };
  const app = startApp(t, { logger: child as never });
  app.world.directory = () => {
    throw new Error('the secret cause');
  };
  for (const id of operationIds) {
    const { method, path } = operations[id];
    if (path === '/ResourceTypes' || path === '/ServiceProviderConfig') continue;
    const { text } = await app.send(method, path.replace(':id', 'x'), method === 'GET' ? undefined : '{}');
    t.equal(text, errorText(500, details[id]), id);
  }
  t.match(lines, [[{ err: { message: 'the secret cause' }, operation: 'getScimUserResources' }]]);
});

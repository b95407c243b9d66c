import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { test } from 'tap';
import type { OperationId } from '../../src/domain/operation.ts';
import { operations } from '../../src/domain/operation.ts';
import { taylor, testApi } from '../../src/openapi/examples.ts';
import { requestBodies } from '../../src/openapi/requests.ts';
import { operationsUnder } from '../../src/openapi/scim-openapi.ts';
import { profileNames, toProfile } from '../../src/quirks/profiles.ts';
import { examplesFor } from './example-world.ts';

const name = { givenName: 'Robin', familyName: 'Park' };
const userName = 'robin.park@example.com';
const patch = (...Operations: readonly unknown[]) => ({ Operations });
const member = { value: taylor.id };

/** Bodies that are right, wrong and in between; whether each is taken is the server's and the schema's to say alike. */
const bodies: { readonly [Id in OperationId]?: readonly unknown[] } = {
  createScimUser: [
    { userName, name },
    { userName, name, active: false, externalId: 'x', groups: ['Test-API', { display: 'None' }] },
    { userName, name, emails: 'no list', roles: 7, locale: null, schemas: ['anything'], unheardOf: true },
    { name },
    { userName },
    { userName: 'no address', name },
    { userName, name: { givenName: 'Robin' } },
    { userName, name: { givenName: ' ', familyName: 'Park' } },
    { userName, name: 'Robin Park' },
    { userName, name, active: 'true' },
    { userName, name, externalId: 1 },
    { userName, name, groups: [1] },
    [],
  ],
  updateScimUser: [
    { name },
    { name: { familyName: 'Park' } },
    { name: {} },
    { name, userName: 'no address' },
    { name, active: 'false' },
    { name, externalId: 1, emails: 2 },
    { name: 'Robin Park' },
    { userName },
    {},
  ],
  updateScimUserState: [
    patch({ op: 'replace', value: { active: false } }),
    patch({ op: 'Replace', path: 'active', value: 'False' }),
    patch({ op: 'REPLACE', path: 'active', value: true }),
    patch({ op: 'add', path: 'title', value: 'Engineer' }),
    patch({ op: 'remove', path: 'title' }),
    patch({ op: 'replace', value: { displayName: 'x' } }, { op: 'replace', value: { active: true } }),
    patch({ op: 'add', path: 'active', value: true }),
    patch({ op: 'replace', path: 'active', value: 'maybe' }),
    patch({ op: 'replace', path: 'active' }),
    patch({ op: 'replace', value: { active: 1 } }),
    patch({ op: 'replace', value: 'active' }),
    patch({ op: 'move', path: 'title' }),
    patch({ op: 'replace', path: 'userName', value: userName }),
    patch({ op: 'replace', path: 'userName', value: 7 }),
    patch({ path: 'active', value: true }),
    patch(),
    { Operations: { op: 'replace', value: { active: true } } },
    {},
  ],
  createScimGroup: [
    { displayName: 'New' },
    { displayName: 'New', members: [member], externalId: 'x' },
    { displayName: 'New', members: [{ value: 'robin.park@example.com', display: 'Robin Park' }] },
    { displayName: 'New', members: [{ ...member, displayName: 7 }], unheardOf: 1 },
    { displayName: ' ' },
    { displayName: 7 },
    { displayName: 'New', members: member },
    { displayName: 'New', members: [taylor.id] },
    { displayName: 'New', members: [{}] },
    { displayName: 'New', externalId: 7 },
    {},
  ],
  scimUpdateGroup: [
    patch({ op: 'replace', value: { id: testApi.id, displayName: 'New' } }),
    patch({ op: 'replace', path: 'members', value: { displayName: 'New' } }),
    patch({ op: 'Replace', path: 'displayName', value: 'New' }),
    patch({ op: 'add', path: 'members', value: [member] }),
    patch({ op: 'Add', path: 'members', value: member }),
    patch({ op: 'add', value: { members: [member] } }),
    patch({ op: 'remove', path: `members[value eq "${taylor.id}"]` }),
    patch({ op: 'remove', path: 'members' }),
    patch({ op: 'replace', path: 'members', value: null }),
    patch({ op: 'replace', path: 'externalId', value: 'x' }),
    patch({ op: 'replace', value: { externalId: 'x' } }),
    patch({ op: 'replace', path: 'displayName', value: ' ' }),
    patch({ op: 'replace', path: 'title', value: 'x' }),
    patch({ op: 'replace', value: { title: 'x' } }),
    patch({ op: 'replace', value: 'x' }),
    patch({ op: 'add', path: 'members', value: [7] }),
    patch({ op: 'set', path: 'displayName', value: 'New' }),
    patch(),
    {},
  ],
};

for (const profileName of profileNames) {
  test(`${profileName}: the schemas of requests take and refuse what the server does`, async (t) => {
    const fresh = examplesFor(t, profileName);
    for (const [id, sent] of Object.entries(bodies) as [OperationId, readonly unknown[]][]) {
      if (!operationsUnder(toProfile(profileName)).includes(id)) continue;
      const { method, path } = operations[id];
      const schema = requestBodies(toProfile(profileName))[id]?.schema as TSchema;
      for (const body of sent) {
        const app = fresh('team');
        const url = path.replace(':id', path.startsWith('/Users') ? taylor.id : testApi.id);
        const { status } = await app.send(method, url, body);
        t.equal(Value.Check(schema, body), status < 400, `${id} ${JSON.stringify(body)} -> ${status}`);
      }
    }
  });
}

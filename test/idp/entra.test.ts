import { test } from 'tap';
import { createClient, key, listen, noUserText, startApp } from '../helpers.ts';

const headers = {
  authorization: `Bearer ${key}`,
  'user-agent': 'Microsoft.AzureAD.Provisioning/1.0',
  'content-type': 'application/scim+json; charset=utf-8',
  accept: 'application/scim+json',
  'x-ms-client-request-id': '6f1d7c8e-0000-4000-8000-000000000000',
};

const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test('Entra: test of the connection, users by PATCH with string booleans', async (t) => {
  const app = startApp(t);
  const entra = createClient(await listen(app), headers);
  const random = '/Users?filter=userName+eq+%2287ff7f68-5a1c-4f6c-8f5e-8bd5c1f6a0b4%22';
  t.match((await entra.get(random)).body, { totalResults: 0, Resources: [] });

  t.equal((await entra.get('/Users?filter=userName+eq+%22taylor%40example.com%22')).body.totalResults, 0);
  const created = await entra.post('/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
    externalId: 'taylor',
    userName: 'taylor@example.com',
    active: true,
    displayName: 'Taylor Lee',
    emails: [{ primary: true, type: 'work', value: 'taylor@example.com' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Taylor Lee', familyName: 'Lee', givenName: 'Taylor' },
    roles: [],
    [enterprise]: { department: 'Sales', employeeNumber: '7' },
  });
  t.equal(created.status, 201);
  const path = `/Users/${created.body.id}`;

  const renamed = await entra.patch(path, {
    schemas,
    Operations: [
      { op: 'Replace', path: 'name.familyName', value: 'Ray' },
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'ray@example.com' },
      { op: 'Replace', path: `${enterprise}:department`, value: 'Legal' },
    ],
  });
  t.equal(renamed.status, 200, 'certified as working');
  t.same(renamed.body, created.body, 'and without effect');

  const active = async (value: unknown) =>
    (await entra.patch(path, { schemas, Operations: [{ op: 'Replace', path: 'active', value }] })).body.active;
  t.equal(await active('False'), false);
  t.equal((await entra.get(path)).body.active, false);
  t.equal(await active('True'), true);
  t.equal(await active(false), false, 'with the aadOptscim flag');

  const gone = await entra.delete(path);
  t.equal(gone.status, 404, 'a hard delete is no route');
  t.equal((await entra.get('/Users/7')).text, noUserText);
  t.match(app.state().teams[0]?.members, [
    { email: 'taylor@example.com', familyName: 'Lee', state: 'deactivated', externalId: 'taylor' },
  ]);
});

test('Entra: groups with members:[] and an externalId, Add and Remove', async (t) => {
  const app = startApp(t);
  const entra = createClient(await listen(app), headers);
  const name = { givenName: 'A', familyName: 'B' };
  const a = (await entra.post('/Users', { userName: 'a@example.com', name })).body;
  const b = (await entra.post('/Users', { userName: 'b@example.com', name })).body;

  const lookUp = '/Groups?excludedAttributes=members&filter=displayName+eq+%22Sales+%26+Co%22';
  t.equal((await entra.get(lookUp)).body.totalResults, 0);
  const created = await entra.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
    displayName: 'Sales & Co',
    members: [],
    meta: { resourceType: 'Group' },
  });
  t.equal(created.status, 201);
  t.equal((await entra.get(lookUp)).body.Resources[0].id, created.body.id);

  const path = `/Groups/${created.body.id}`;
  const patch = async (op: string, target: string, value: unknown) =>
    (await entra.patch(path, { schemas, Operations: [{ op, path: target, value }] })).body;
  t.equal((await patch('Add', 'members', [{ value: a.id }])).members.length, 1);
  t.equal((await patch('Add', 'members', [{ value: b.id }])).members.length, 2);
  t.equal((await patch('Remove', 'members', [{ value: a.id }])).members.length, 1);
  t.equal((await patch('Replace', 'displayName', 'Sales')).displayName, 'Sales');
  t.equal((await patch('Replace', 'externalId', 'new')).externalId, 'new');
  t.equal(
    (await entra.get(`${path}?excludedAttributes=members`)).body.members.length,
    1,
    'excludedAttributes is ignored',
  );
  t.equal((await entra.delete(path)).status, 204);
  t.match(app.state().teams[0], { members: [{ state: 'active' }, { state: 'deactivated' }], groups: [] });
});

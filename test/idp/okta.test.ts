import { test } from 'tap';
import { conflictText, createClient, key, listen, notRoutedText, startApp } from '../helpers.ts';

/** What Okta sends with every call. */
const headers = {
  authorization: `Bearer ${key}`,
  'user-agent': 'Okta SCIM Client 1.0.0',
  'content-type': 'application/scim+json; charset=utf-8',
  accept: 'application/scim+json',
  'accept-charset': 'utf-8',
  'cache-control': 'no-cache',
  pragma: 'no-cache',
};

const user = (userName: string, externalId: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  name: { givenName: 'Taylor', familyName: 'Lee' },
  emails: [{ primary: true, value: userName, type: 'work' }],
  displayName: 'Taylor Lee',
  locale: 'en-US',
  externalId,
  groups: [],
  active: true,
});

test('Okta: test of the credentials, then assign, push the profile, unassign, assign again', async (t) => {
  const app = startApp(t);
  const okta = createClient(await listen(app), headers);

  t.match((await okta.get('/Users?startIndex=1&count=2')).body, {
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  });

  const lookUp = '/Users?filter=userName%20eq%20%22taylor.lee%40example.com%22&startIndex=1&count=100';
  t.equal((await okta.get(lookUp)).body.totalResults, 0);
  const created = await okta.post('/Users', user('taylor.lee@example.com', '00u1abcd'));
  t.equal(created.status, 201);
  const { id } = created.body;

  const profile = {
    ...user('taylor.lee@example.com', '00u1abcd'),
    id,
    name: { givenName: 'Taylor', familyName: 'Lee-Ray' },
    meta: {},
  };
  t.equal((await okta.put(`/Users/${id}`, profile)).body.name.familyName, 'Lee-Ray');

  const active = (value: boolean) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: value } }],
  });
  t.equal((await okta.patch(`/Users/${id}`, active(false))).body.active, false);

  // Assigned again: the look-up finds the person, who is put back by PATCH.
  const found = (await okta.get(lookUp)).body;
  t.match(found, { totalResults: 1, Resources: [{ id, active: false }] });
  t.equal((await okta.post('/Users', user('taylor.lee@example.com', '00u1abcd'))).text, conflictText);
  t.equal((await okta.patch(`/Users/${id}`, active(true))).body.active, true);

  t.match(app.state().teams[0]?.members, [
    {
      email: 'taylor.lee@example.com',
      familyName: 'Lee-Ray',
      externalId: '00u1abcd',
      state: 'active',
      role: 'developer',
    },
  ]);
});

test('Okta: a group pushed, renamed, filled, emptied by filter, deleted', async (t) => {
  const app = startApp(t);
  const okta = createClient(await listen(app), headers);
  const [a, b] = [
    (await okta.post('/Users', user('a@example.com', '1'))).body,
    (await okta.post('/Users', user('b@example.com', '2'))).body,
  ];
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

  const pushed = await okta.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Engineers',
    members: [{ value: a.id, display: 'a@example.com' }],
  });
  t.equal(pushed.status, 201);
  const path = `/Groups/${pushed.body.id}`;
  const patch = async (...operations: object[]) => (await okta.patch(path, { schemas, Operations: operations })).body;

  t.equal(
    (await patch({ op: 'replace', value: { id: pushed.body.id, displayName: 'Builders' } })).displayName,
    'Builders',
  );
  const add = { op: 'add', path: 'members', value: [{ value: b.id, display: 'b@example.com' }] };
  t.equal((await patch({ op: 'remove', path: `members[value eq "${a.id}"]` }, add)).members[0].value, b.id);
  t.equal((await patch({ op: 'add', value: { members: [{ value: a.id }] } })).members.length, 2);
  t.equal((await patch({ op: 'remove', path: `members[value eq "${a.id}"]` })).members.length, 1);

  t.equal((await okta.delete(path)).status, 204);
  t.equal(
    (await okta.put(path, { displayName: 'Engineers' })).text,
    notRoutedText,
    'what Okta sends for some other apps',
  );
  t.match(app.state().teams[0], { members: [{ state: 'active' }, { state: 'deactivated' }], groups: [] });
});

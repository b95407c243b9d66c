import { test } from 'tap';
import { conflictText, createClient, errorText, key, listen, notRoutedText, startApp, texts } from '../helpers.ts';

const bearer = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
const person = (userName: string) => ({ userName, name: { givenName: 'Taylor', familyName: 'Lee' } });

test('OneLogin: list and filter, POST, PUT, suspend', async (t) => {
  const app = startApp(t);
  const onelogin = createClient(await listen(app), {
    ...bearer,
    'user-agent': 'OneLogin SCIM',
    accept: 'application/json',
  });
  t.equal((await onelogin.get('/Users')).body.totalResults, 0);
  t.equal((await onelogin.get('/Users?filter=userName%20eq%20%22a%40example.com%22')).body.totalResults, 0);
  const { id } = (await onelogin.post('/Users', { ...person('a@example.com'), externalId: '42', groups: [] })).body;
  const put = await onelogin.put(`/Users/${id}`, {
    id,
    ...person('a@example.com'),
    name: { givenName: 'Robin', familyName: 'Lee' },
  });
  t.equal(put.body.name.givenName, 'Robin');
  t.equal(
    (await onelogin.put(`/Users/${id}`, { ...person('a@example.com'), active: false })).body.active,
    true,
    'the trap',
  );
  const suspend = { Operations: [{ op: 'replace', value: { active: false } }] };
  t.equal((await onelogin.patch(`/Users/${id}`, suspend)).body.active, false);
  t.match(app.state().teams[0]?.members, [{ givenName: 'Taylor', state: 'deactivated', externalId: '42' }]);
});

test('an access-review connector: pages of 100, each group, add and take away, bare key', async (t) => {
  const members = Array.from({ length: 230 }, (_, index) => ({
    email: `u${index}@example.com`,
    givenName: 'U',
    familyName: `${index}`,
  }));
  const groups = Array.from({ length: 3 }, (_, index) => ({
    displayName: `G${index}`,
    members: ['u1@example.com', 'u2@example.com'],
  }));
  const app = startApp(t, { team: { members, groups } });
  const connector = createClient(await listen(app), {
    authorization: key,
    'user-agent': 'baton-postman/0.1',
    'content-type': 'application/json',
  });

  const all = async (path: string) => {
    const found: { id: string; displayName?: string }[] = [];
    for (let startIndex = 1; ; startIndex += 100) {
      const { body } = await connector.get(`${path}?count=100&startIndex=${startIndex}`);
      found.push(...body.Resources);
      if (found.length >= body.totalResults) return found;
    }
  };
  const users = await all('/Users');
  t.equal(new Set(users.map(({ id }) => id)).size, 230);
  for (const group of await all('/Groups')) {
    const { body } = await connector.get(`/Groups/${group.id}`);
    t.same(
      body.members.map(({ display }: { display: string }) => display),
      ['U 1', 'U 2'],
    );
    const patch = async (op: string, value?: unknown) =>
      (
        await connector.patch(`/Groups/${group.id}`, {
          Operations: [{ op, path: 'members', ...(value !== undefined && { value }) }],
        })
      ).body;
    t.equal((await patch('add', [{ value: users[0]?.id }])).members.length, 3);
    t.equal((await patch('replace', [{ value: users[0]?.id }])).members.length, 1);
    t.same((await patch('replace')).members, [], 'the last member goes by a replace without value');
  }
  t.equal(
    app.state().teams[0]?.members?.filter(({ state }) => state === 'active').length,
    230,
    'nobody was deactivated',
  );
});

test('a CI script: check, filter, POST, 409, filter again, reactivate; waits out a 429 and a 500', async (t) => {
  const app = startApp(t, { rateLimit: '5/3' });
  const ci = createClient(await listen(app), { ...bearer, 'user-agent': 'curl/8.5.0', accept: '*/*' });
  t.equal((await ci.get('/Users?count=1&startIndex=1')).status, 200);
  const filter = '/Users?count=2&filter=userName%20eq%20%22a%40example.com%22';
  t.equal((await ci.get(filter)).body.totalResults, 0);
  const { id } = (await ci.post('/Users', { ...person('a@example.com'), active: false })).body;
  t.equal((await ci.post('/Users', person('a@example.com'))).text, conflictText);
  t.equal((await ci.get(filter)).body.Resources[0].id, id);

  app.world.faults.add({
    operations: ['updateScimUserState'],
    times: 1,
    when: 'before',
    effect: { kind: 'error', status: 500 },
  });
  const reactivate = { Operations: [{ op: 'replace', value: { active: true } }] };
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { status, headers } = await ci.patch(`/Users/${id}`, reactivate);
    statuses.push(status);
    if (status === 200) break;
    if (status === 429) app.advance(Number(headers['retry-after']));
  }
  t.same(statuses, [500, 429, 200]);
  t.match(app.state().teams[0]?.members, [{ email: 'a@example.com', state: 'active' }]);
});

test('SailPoint, Truto and their like: probe, then page through everything', async (t) => {
  const app = startApp(t);
  for (const name of ['a', 'b', 'c']) await app.hire(`${name}@example.com`);
  const generic = createClient(await listen(app), { ...bearer, accept: 'application/scim+json, application/json' });
  t.equal((await generic.get('/Schemas')).text, notRoutedText);
  t.equal((await generic.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')).text, notRoutedText);
  t.ok(Array.isArray((await generic.get('/ResourceTypes')).body), 'an array where they expect a list');
  t.match((await generic.get('/ServiceProviderConfig')).body, {
    patch: { supported: true },
    filter: { maxResults: 100 },
  });
  const seen: string[] = [];
  for (let startIndex = 1; ; startIndex += 2) {
    const { body } = await generic.get(`/Users?startIndex=${startIndex}&count=2&attributes=userName&sortBy=userName`);
    seen.push(...body.Resources.map(({ userName }: { userName: string }) => userName));
    if (body.Resources.length === 0) break;
  }
  t.same(seen, ['a@example.com', 'b@example.com', 'c@example.com']);
  const refused = await generic.get('/Users?filter=meta.lastModified%20gt%20%222020-01-01T00:00:00Z%22');
  t.equal(refused.text, errorText(400, texts.filter));
});

test("Postman's generated SDK: the key in X-API-Key, group rename under path members", async (t) => {
  const app = startApp(t);
  const sdk = createClient(await listen(app), {
    'X-API-Key': key,
    'User-Agent': 'postman-sdk/1.0',
    'Content-Type': 'application/json',
  });
  const { id } = (
    await sdk.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...person('a@example.com') })
  ).body;
  t.equal((await sdk.get('/Users?startIndex=1&count=2')).body.totalResults, 1);
  const group = (
    await sdk.post('/Groups', {
      displayName: 'Test-API',
      externalId: '1234',
      members: [{ value: id, displayName: 'Taylor Lee' }],
    })
  ).body;
  const rename = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'members', value: { id: group.id, displayName: 'Renamed' } }],
  };
  t.match((await sdk.patch(`/Groups/${group.id}`, rename)).body, { displayName: 'Renamed', members: [{ value: id }] });
  const refusing = startApp(t, { quirks: { 'x-api-key': 'refuse' } });
  const refused = createClient(await listen(refusing), { 'X-API-Key': key });
  t.equal((await refused.get('/Users')).text, errorText(401, texts.key));
});

import { test } from 'tap';
import { profileNames } from '../../src/quirks/profiles.ts';
import { conflictText, invalidSyntaxText, key, noUserText, startApp } from '../helpers.ts';

const before = '2021-02-22T04:24:13.000Z';
const after = '2021-02-22T04:25:13.000Z';
const unknown = 'f'.repeat(48);
const deactivate = { op: 'replace', value: { active: false } };

test('[put-name-only] PUT changes the names, ignores the rest in silence, and answers the whole resource', async (t) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com', { externalId: '1' });
  app.advance(60);
  const { status, text } = await app.put(`/Users/${user.id}`, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: unknown,
    userName: 'b@example.com',
    name: { givenName: 'Robin', familyName: 'Doe', formatted: 'x' },
    externalId: '2',
    active: false,
    emails: [{ value: 'b@example.com' }],
    groups: ['A'],
    meta: { created: after },
  });
  t.equal(status, 200);
  t.equal(
    text,
    `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"${user.id}","userName":"a@example.com",` +
      '"name":{"givenName":"Robin","familyName":"Doe"},"externalId":"1","active":true,' +
      `"meta":{"resourceType":"User","created":"${before}","lastModified":"${after}"}}`,
  );
  t.equal((await app.get(`/Users/${user.id}`)).text, text);
});

test('[put-name-only] a new name shows in the groups too; the same name changes nothing', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const group = (await app.post('/Groups', { displayName: 'A', members: [{ value: id }] })).body;
  app.advance(60);
  const same = await app.put(`/Users/${id}`, { name: { givenName: 'Taylor', familyName: 'Lee' } });
  t.equal(same.body.meta.lastModified, before);
  await app.put(`/Users/${id}`, { name: { givenName: 'Robin', familyName: 'Doe' } });
  t.same((await app.get(`/Groups/${group.id}`)).body.members, [{ value: id, display: 'Robin Doe' }]);
});

test('[external-id-once] neither PUT nor PATCH sets externalId', async (t) => {
  for (const profile of profileNames) {
    const app = startApp(t, { profile });
    const { id } = await app.hire('a@example.com');
    const name = { givenName: 'A', familyName: 'A' };
    t.notOk('externalId' in (await app.put(`/Users/${id}`, { name, externalId: '2' })).body, profile);
    const operations = [
      { op: 'replace', path: 'externalId', value: '3' },
      { op: 'replace', value: { externalId: '4' } },
    ];
    t.notOk('externalId' in (await app.patch(`/Users/${id}`, operations)).body, profile);
  }
});

test('[put-active] ignored, or from 2026-08 on applied', async (t) => {
  const body = (active: unknown) => ({ active, name: { givenName: 'A', familyName: 'A' } });
  for (const [profile, active] of [
    ['classic', true],
    ['2025', true],
    ['2026-08', false],
  ] as const) {
    const app = startApp(t, { profile });
    const { id } = await app.hire('a@example.com');
    t.equal((await app.put(`/Users/${id}`, body(false))).body.active, active, profile);
    t.equal((await app.put(`/Users/${id}`, body(true))).body.active, true, profile);
  }
  const apply = startApp(t, { quirks: { 'put-active': 'apply' } });
  const user = await apply.hire('a@example.com');
  t.equal((await apply.put(`/Users/${user.id}`, body(false))).body.active, false);
  t.equal((await apply.put(`/Users/${user.id}`, body('true'))).text, invalidSyntaxText, 'no string is a boolean here');
  const ignore = startApp(t, { profile: '2026-08', quirks: { 'put-active': 'ignore' } });
  const other = await ignore.hire('a@example.com');
  t.equal((await ignore.put(`/Users/${other.id}`, body('nonsense'))).body.active, true);
});

test('[put-without-name] refused, or from 2026-08 on it changes what it has', async (t) => {
  const bodies = [{}, { active: false }, { name: null, active: false }, { displayName: 'A' }];
  for (const profile of ['classic', '2025'] as const) {
    const app = startApp(t, { profile });
    const { id } = await app.hire('a@example.com');
    for (const body of bodies) t.equal((await app.put(`/Users/${id}`, body)).text, invalidSyntaxText, profile);
  }
  const accepting = startApp(t, { profile: '2026-08' });
  const user = await accepting.hire('a@example.com');
  t.equal((await accepting.put(`/Users/${user.id}`, {})).status, 200);
  t.equal((await accepting.put(`/Users/${user.id}`, { active: false })).body.active, false);
  const refusing = startApp(t, { profile: '2026-08', quirks: { 'put-without-name': 'refuse' } });
  const other = await refusing.hire('a@example.com');
  t.equal((await refusing.put(`/Users/${other.id}`, { active: false })).text, invalidSyntaxText);
  t.equal((await refusing.get(`/Users/${other.id}`)).body.active, true);
  const lenient = startApp(t, { quirks: { 'put-without-name': 'accept' } });
  const third = await lenient.hire('a@example.com');
  t.equal((await lenient.put(`/Users/${third.id}`, { displayName: 'A' })).status, 200);
});

test('[put-partial-name] a half that is left out, null or blank stays as it was', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const put = async (name: object) => (await app.put(`/Users/${id}`, { name })).body.name;
  t.same(await put({ givenName: 'Robin' }), { givenName: 'Robin', familyName: 'Lee' });
  t.same(await put({ familyName: 'Doe' }), { givenName: 'Robin', familyName: 'Doe' });
  t.same(await put({ givenName: null, familyName: ' ' }), { givenName: 'Robin', familyName: 'Doe' });
  t.same(await put({}), { givenName: 'Robin', familyName: 'Doe' });
  for (const name of ['Robin', 7, [], { givenName: 7 }, { familyName: ['Doe'] }]) {
    t.equal((await app.put(`/Users/${id}`, { name })).text, invalidSyntaxText, JSON.stringify(name));
  }
});

test('[user-not-found] 404 for GET, PUT and PATCH of an unknown id', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  for (const other of [unknown, 'x', id.toUpperCase(), `${id}0`, '%20', 'a%2Fb', '%00']) {
    t.equal((await app.get(`/Users/${other}`)).text, noUserText, other);
    t.equal((await app.put(`/Users/${other}`, { name: { givenName: 'A' } })).text, noUserText, other);
    t.equal((await app.patch(`/Users/${other}`, [deactivate])).text, noUserText, other);
  }
});

const both = { verifiedDomains: ['example.com', 'x.com'] };

test('[user-name-updates] never, or from 2025 on between verified domains', async (t) => {
  const name = { givenName: 'Taylor', familyName: 'Lee' };
  const patch = { op: 'replace', path: 'userName', value: 'b@example.com' };
  for (const profile of profileNames) {
    const userName = profile === '2025' || profile === '2026-08' ? 'b@example.com' : 'a@x.com';
    const byPut = startApp(t, { profile, team: both });
    const put = await byPut.put(`/Users/${(await byPut.hire('a@x.com')).id}`, { userName: 'b@example.com', name });
    t.equal(put.status, 200, profile);
    t.equal(put.body.userName, userName, profile);
    const byPatch = startApp(t, { profile, team: both });
    const patched = await byPatch.patch(`/Users/${(await byPatch.hire('a@x.com')).id}`, [patch]);
    t.equal(patched.status, 200, profile);
    t.equal(patched.body.userName, userName, profile);
  }
  const never = startApp(t, { profile: '2026-08', quirks: { 'user-name-updates': 'never' }, team: both });
  const user = await never.hire('a@x.com');
  t.equal((await never.put(`/Users/${user.id}`, { userName: 'b@example.com', name })).body.userName, 'a@x.com');
  const early = startApp(t, { quirks: { 'user-name-updates': 'verified-domains' }, team: both });
  const other = await early.hire('a@x.com');
  t.equal((await early.patch(`/Users/${other.id}`, [patch])).body.userName, 'b@example.com');
});

test("[user-name-updates] the new address is the account's, found by the filter, and the old one is free", async (t) => {
  const teams = [
    { keys: [{ key }], verifiedDomains: ['example.com', 'x.com'] },
    { keys: [{ key: 'second' }], verifiedDomains: ['x.com'] },
  ];
  const app = startApp(t, { profile: '2026-08', world: { teams } });
  const { id } = await app.hire('a@x.com');
  const second = { userName: 'a@x.com', name: { givenName: 'A', familyName: 'A' } };
  t.equal((await app.post('/Users', second, { key: 'second' })).status, 201);
  app.advance(60);
  const { body } = await app.put(`/Users/${id}`, { userName: 'New@Example.com' });
  t.equal(body.userName, 'New@Example.com');
  t.equal(body.meta.lastModified, after);
  t.equal((await app.filter('/Users', 'userName eq "New@Example.com"')).body.totalResults, 1);
  t.equal((await app.filter('/Users', 'userName eq "a@x.com"')).body.totalResults, 0);
  t.equal((await app.get('/Users', { key: 'second' })).body.Resources[0].userName, 'New@Example.com', 'in every team');
  t.equal((await app.hire('a@x.com')).active, true);
});

test('[user-name-update-taken] the present address, in any letter case, is no change', async (t) => {
  const app = startApp(t, { profile: '2026-08' });
  const { id } = await app.hire('a@x.com');
  app.advance(60);
  for (const userName of ['a@x.com', 'A@X.COM']) {
    const { status, body } = await app.put(`/Users/${id}`, { userName });
    t.equal(status, 200);
    t.equal(body.userName, 'a@x.com');
    t.equal(body.meta.lastModified, before);
  }
});

const domainText =
  '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],' +
  '"detail":"Unable to update the username for this user. - Domain is not verified","status":"400"}';
const addressText =
  '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],' +
  '"detail":"Unable to update the username for this user. - Please provide a valid email","status":"400"}';

test('[user-name-update-refused] [user-name-update-taken] each refusal has its text, and nothing applies', async (t) => {
  for (const profile of ['2025', '2026-08'] as const) {
    const accounts = [{ email: 'outside@example.com' }];
    const app = startApp(t, { profile, verifiedDomains: ['example.com'], world: { accounts } });
    const { id } = await app.hire('a@example.com');
    const outside = await app.hire('a@x.com');
    await app.hire('b@example.com');
    const was = app.state();
    const name = { givenName: 'New', familyName: 'Name' };
    const patch = (value: unknown, op = 'replace', of = id) =>
      app.patch(`/Users/${of}`, [{ op, path: 'userName', value }, deactivate]);
    for (const [texts, userNames] of [
      [domainText, ['a@y.com', 'a@sub.example.com']],
      [addressText, ['no-address', '', ' ', 'a@', 'Taylor <a@example.com>', 'a@b@example.com']],
      [conflictText, ['b@example.com', 'B@EXAMPLE.com', 'outside@example.com']],
    ] as const) {
      for (const userName of userNames) {
        t.equal((await app.put(`/Users/${id}`, { userName, name, active: false })).text, texts, userName);
        t.equal((await patch(userName)).text, texts, userName);
      }
    }
    const present = 'the domain of the present address is not verified';
    t.equal((await app.put(`/Users/${outside.id}`, { userName: 'c@example.com', name })).text, domainText, present);
    t.equal((await patch('c@example.com', 'replace', outside.id)).text, domainText, present);
    for (const value of [7, null, undefined, {}, true]) t.equal((await patch(value)).text, invalidSyntaxText);
    t.equal((await app.put(`/Users/${id}`, { userName: 7, name })).text, invalidSyntaxText);
    t.equal((await patch('c@example.com', 'add')).text, invalidSyntaxText);
    t.equal((await patch('no-address', 'replace', '0'.repeat(48))).text, noUserText, 'the resource comes first');
    t.same(app.state(), was);
  }
});

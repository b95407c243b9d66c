import { test } from 'tap';
import { profileNames } from '../../src/domain/profile.ts';
import { conflictText, invalidSyntaxText, key, noUserText, startApp } from '../helpers.ts';

const before = '2021-02-22T04:24:13.000Z';
const after = '2021-02-22T04:25:13.000Z';
const unknown = 'f'.repeat(48);
const activate = { op: 'replace', value: { active: true } };
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

test('[user-name-updates] never, or from 2026-08 on into a verified domain', async (t) => {
  const name = { givenName: 'Taylor', familyName: 'Lee' };
  const patch = { op: 'replace', path: 'userName', value: 'b@example.com' };
  const team = { verifiedDomains: ['example.com'] };
  for (const [profile, userName] of [
    ['classic', 'a@x.com'],
    ['2025', 'a@x.com'],
    ['2026-08', 'b@example.com'],
  ] as const) {
    const byPut = startApp(t, { profile, team });
    const put = await byPut.put(`/Users/${(await byPut.hire('a@x.com')).id}`, { userName: 'b@example.com', name });
    t.equal(put.status, 200, profile);
    t.equal(put.body.userName, userName, profile);
    const byPatch = startApp(t, { profile, team });
    const patched = await byPatch.patch(`/Users/${(await byPatch.hire('a@x.com')).id}`, [patch]);
    t.equal(patched.status, 200, profile);
    t.equal(patched.body.userName, userName, profile);
  }
  const never = startApp(t, { profile: '2026-08', quirks: { 'user-name-updates': 'never' }, team });
  const user = await never.hire('a@x.com');
  t.equal((await never.put(`/Users/${user.id}`, { userName: 'b@example.com', name })).body.userName, 'a@x.com');
  const early = startApp(t, { quirks: { 'user-name-updates': 'verified-domains' }, team });
  const other = await early.hire('a@x.com');
  t.equal((await early.patch(`/Users/${other.id}`, [patch])).body.userName, 'b@example.com');
});

test('[user-name-updates] the new address is the account’s, found by the filter, and the old one is free', async (t) => {
  const teams = [
    { keys: [{ key }], verifiedDomains: ['example.com'] },
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

test('[user-name-updates] the address it has, in any letter case, is no change', async (t) => {
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

test('[user-name-update-refused] outside the verified domains 400, one that somebody has 409; nothing applies', async (t) => {
  const accounts = [{ email: 'outside@example.com' }];
  const app = startApp(t, { profile: '2026-08', verifiedDomains: ['example.com'], world: { accounts } });
  const { id } = await app.hire('a@x.com');
  await app.hire('b@example.com');
  const was = app.state();
  const name = { givenName: 'New', familyName: 'Name' };
  const patch = (value: unknown, op = 'replace') =>
    app.patch(`/Users/${id}`, [{ op, path: 'userName', value }, deactivate]);
  for (const userName of ['a@y.com', 'no-address', 'a@sub.example.com']) {
    t.equal((await app.put(`/Users/${id}`, { userName, name })).text, invalidSyntaxText, userName);
    t.equal((await patch(userName)).text, invalidSyntaxText, userName);
  }
  for (const userName of ['b@example.com', 'B@EXAMPLE.com', 'outside@example.com']) {
    t.equal((await app.put(`/Users/${id}`, { userName, name, active: false })).text, conflictText, userName);
    t.equal((await patch(userName)).text, conflictText, userName);
  }
  for (const value of [7, null, undefined, {}, true]) t.equal((await patch(value)).text, invalidSyntaxText);
  t.equal((await patch('c@example.com', 'add')).text, invalidSyntaxText);
  t.same(app.state(), was);
});

test('PATCH: the documented form, byte for byte', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com', { externalId: '1' });
  app.advance(60);
  const { status, text } = await app.patch(`/Users/${id}`, [deactivate]);
  t.equal(status, 200);
  t.equal(
    text,
    `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"${id}","userName":"a@example.com",` +
      '"name":{"givenName":"Taylor","familyName":"Lee"},"externalId":"1","active":false,' +
      `"meta":{"resourceType":"User","created":"${before}","lastModified":"${after}"}}`,
  );
});

test('[patch-active-path] active may be named by path, the last operation counts', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const active = async (...operations: object[]) => (await app.patch(`/Users/${id}`, operations)).body.active;
  t.equal(await active({ op: 'replace', path: 'active', value: false }), false);
  t.equal(await active({ op: 'replace', path: 'active', value: true }), true);
  t.equal(await active({ op: 'replace', path: '', value: { active: false } }, activate), true);
  t.equal(await active(activate, { op: 'replace', path: null, value: { active: false } }), false);
});

test('[patch-active-string] the strings true and false in any letter case, and no other', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const strings = [
    ['False', false],
    ['True', true],
    ['false', false],
    ['true', true],
    ['FALSE', false],
  ] as const;
  for (const [text, active] of strings) {
    t.equal((await app.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: text }])).body.active, active);
  }
  t.equal((await app.patch(`/Users/${id}`, [{ op: 'replace', value: { active: 'True' } }])).body.active, true);
  const was = app.state();
  for (const value of [
    '',
    'yes',
    '0',
    '1',
    'False ',
    0,
    1,
    null,
    undefined,
    [],
    [false],
    {},
    '__proto__',
    'constructor',
  ]) {
    const label = JSON.stringify(value);
    t.equal(
      (await app.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value }])).text,
      invalidSyntaxText,
      label,
    );
    if (value === undefined) continue;
    t.equal(
      (await app.patch(`/Users/${id}`, [{ op: 'replace', value: { active: value } }])).text,
      invalidSyntaxText,
      label,
    );
  }
  t.same(app.state(), was);
});

test('[patch-active-op] only replace, in any letter case', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  for (const op of ['replace', 'Replace', 'REPLACE', 'rePlace']) {
    t.equal((await app.patch(`/Users/${id}`, [{ op, path: 'active', value: true }])).status, 200, op);
  }
  for (const op of ['add', 'Add', 'remove', 'Remove', 'delete', 'test', '', ' replace', 7, null, undefined]) {
    for (const operation of [
      { op, path: 'active', value: false },
      { op, value: { active: false } },
    ]) {
      t.equal((await app.patch(`/Users/${id}`, [operation])).text, invalidSyntaxText, String(op));
    }
  }
  t.equal((await app.get(`/Users/${id}`)).body.active, true);
});

test('[invalid-syntax] Operations missing, empty, of a wrong type, or holding what is no operation', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const bodies = [
    {},
    { Operations: [] },
    { Operations: null },
    { Operations: {} },
    { Operations: 'x' },
    { operations: [deactivate] },
  ];
  for (const body of bodies) t.equal((await app.send('PATCH', `/Users/${id}`, body)).text, invalidSyntaxText);
  const lists = [
    [null],
    ['replace'],
    [[]],
    [{}],
    [{ op: 'replace' }],
    [{ op: 'replace', path: 7 }],
    [deactivate, null],
  ];
  lists.push([{ op: 'replace', value: [] as never }], [{ op: 'replace', value: 'x' as never }]);
  for (const list of lists)
    t.equal((await app.patch(`/Users/${id}`, list)).text, invalidSyntaxText, JSON.stringify(list));
  t.equal((await app.get(`/Users/${id}`)).body.active, true);
});

const nothingKnown = [
  { op: 'Replace', path: 'name.givenName', value: 'Robin' },
  { op: 'Add', path: 'emails[type eq "work"].value', value: 'b@example.com' },
  { op: 'remove', path: 'title' },
  { op: 'replace', path: 'userName', value: 'b@example.com' },
  { op: 'replace', path: 'Active', value: false },
  { op: 'replace', value: { name: { givenName: 'Robin' }, displayName: 'Robin' } },
  { op: 'add', path: 'members', value: [] },
];

test('[patch-active-only] names, addresses and the rest do not change by PATCH', async (t) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com');
  app.advance(60);
  const { status, body } = await app.patch(`/Users/${user.id}`, nothingKnown);
  t.equal(status, 200);
  t.same(body, user);
});

test('[patch-other-attributes] ignored with 200, or rejected; beside active too', async (t) => {
  for (const profile of profileNames) {
    const app = startApp(t, { profile });
    const { id } = await app.hire('a@example.com');
    t.equal((await app.patch(`/Users/${id}`, [{ op: 'Add', path: 'title', value: 'x' }])).status, 200, profile);
    const mixed = [{ op: 'replace', value: { active: false, title: 'x' } }];
    t.equal((await app.patch(`/Users/${id}`, mixed)).body.active, false, profile);
  }
  const rejecting = startApp(t, { quirks: { 'patch-other-attributes': 'reject' } });
  const { id } = await rejecting.hire('a@example.com');
  for (const operation of nothingKnown) {
    t.equal((await rejecting.patch(`/Users/${id}`, [deactivate, operation])).text, invalidSyntaxText);
  }
  t.equal((await rejecting.get(`/Users/${id}`)).body.active, true);
  t.equal(
    (await rejecting.patch(`/Users/${id}`, [{ op: 'replace', value: { id, active: false } }])).body.active,
    false,
  );
});

test('[deactivation] removes from the team and blocks sign-in; the user stays listed, the account stays', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  await app.patch(`/Users/${id}`, [deactivate]);
  const directory = app.directory();
  const member = directory.members.byId(directory.team.pk, id);
  t.match(member, { state: 'deactivated', signIn: 'blocked' });
  const { totalResults, Resources } = (await app.get('/Users')).body;
  t.equal(totalResults, 1);
  t.equal(Resources[0].active, false);
  t.equal((await app.filter('/Users', 'userName eq "a@example.com"')).body.Resources[0].active, false);
  t.equal(app.state().accounts?.length, 1);
});

test('[deactivation] twice is once', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  await app.patch(`/Users/${id}`, [deactivate]);
  app.advance(60);
  t.equal((await app.patch(`/Users/${id}`, [deactivate])).body.meta.lastModified, before);
});

test('[deactivation-leaves-groups] [reactivation] back as a developer, not in the groups of before', async (t) => {
  const team = {
    members: [{ email: 'a@example.com', role: 'admin' as const }],
    groups: [{ displayName: 'A', members: ['a@example.com'] }],
  };
  const app = startApp(t, { team });
  const [{ id }] = (await app.get('/Users')).body.Resources;
  const [group] = (await app.get('/Groups')).body.Resources;
  t.equal(group.members.length, 1);
  app.advance(60);
  await app.patch(`/Users/${id}`, [deactivate]);
  const left = (await app.get(`/Groups/${group.id}`)).body;
  t.same(left.members, []);
  t.equal(left.meta.lastModified, after);
  const { body } = await app.patch(`/Users/${id}`, [activate]);
  t.equal(body.active, true);
  t.same((await app.get(`/Groups/${group.id}`)).body.members, []);
  const directory = app.directory();
  t.match(directory.members.byId(directory.team.pk, id), { role: 'developer', signIn: 'allowed', state: 'active' });
});

test('a deactivated user can be renamed', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com', { active: false });
  const { body } = await app.put(`/Users/${id}`, { name: { givenName: 'Robin', familyName: 'Doe' } });
  t.same([body.name.givenName, body.active], ['Robin', false]);
});

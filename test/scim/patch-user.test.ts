import { test } from 'tap';
import { profileNames } from '../../src/quirks/profiles.ts';
import { invalidSyntaxText, startApp } from '../helpers.ts';

const before = '2021-02-22T04:24:13.000Z';
const after = '2021-02-22T04:25:13.000Z';
const activate = { op: 'replace', value: { active: true } };
const deactivate = { op: 'replace', value: { active: false } };

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
  { op: 'replace', path: 'Activ', value: false },
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

const spellings = [
  { op: 'Replace', path: 'Active', value: 'False' },
  { op: 'replace', path: 'URN:ietf:params:scim:schemas:core:2.0:USER:Active', value: false },
  { op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false },
  { op: 'replace', value: { ACTIVE: false } },
  { op: 'replace', value: { 'urn:ietf:params:scim:schemas:core:2.0:User:active': 'false' } },
];

test('[attribute-names] letter case and URN prefix do not matter in a user PATCH, or do', async (t) => {
  for (const profile of profileNames) {
    const app = startApp(t, { profile });
    const { id } = await app.hire('a@example.com');
    for (const operation of spellings) {
      const { body, headers } = await app.patch(`/Users/${id}`, [operation], {
        headers: { 'x-emulator-explain': '1' },
      });
      t.equal(body.active, false, JSON.stringify(operation));
      t.match(headers['x-emulator-quirks'], /attribute-names/);
      t.equal((await app.patch(`/Users/${id}`, [activate])).body.active, true);
    }
  }
  const exact = startApp(t, { quirks: { 'attribute-names': 'exact' } });
  const { id } = await exact.hire('a@example.com');
  for (const operation of spellings) {
    const sent = await exact.patch(`/Users/${id}`, [operation], { headers: { 'x-emulator-explain': '1' } });
    t.same([sent.status, sent.body.active], [200, true], JSON.stringify(operation));
    t.match(sent.headers['x-emulator-ignored'], /active/i);
    t.match(sent.headers['x-emulator-quirks'], /attribute-names/, 'the client can see why');
  }
  t.equal((await exact.patch(`/Users/${id}`, [deactivate])).body.active, false);
  const rejecting = startApp(t, { quirks: { 'attribute-names': 'exact', 'patch-other-attributes': 'reject' } });
  const other = await rejecting.hire('a@example.com');
  t.equal((await rejecting.patch(`/Users/${other.id}`, [spellings[0]])).text, invalidSyntaxText);
  const renaming = startApp(t, { profile: '2025', verifiedDomains: ['example.com'] });
  const renamed = await renaming.hire('a@example.com');
  const { body } = await renaming.patch(`/Users/${renamed.id}`, [
    { op: 'replace', path: 'username', value: 'b@example.com' },
  ]);
  t.equal(body.userName, 'b@example.com');
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

test('[deactivation-leaves-groups] [reactivation] [reactivation-afresh] back as a developer, not in the groups of before', async (t) => {
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

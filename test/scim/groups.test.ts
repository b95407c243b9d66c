import { test } from 'tap';
import { acceptInvite } from '../../src/domain/invites.ts';
import { conflictText, invalidSyntaxText, noGroupText, startApp } from '../helpers.ts';

const before = '2021-02-22T04:24:13.000Z';
const unknown = 'f'.repeat(48);

test("[group-post-key-order] POST's answer, byte for byte; GET has another order", async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const created = await app.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Test-API',
    externalId: '1234',
    members: [{ value: id }],
  });
  t.equal(created.status, 201);
  const start = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"${created.body.id}","displayName":"Test-API",`;
  const members = `"members":[{"value":"${id}","display":"Taylor Lee"}]`;
  t.equal(
    created.text,
    `${start}"externalId":"1234",${members},"meta":{"created":"${before}","lastModified":"${before}","resourceType":"Group"}}`,
  );
  const group = await app.get(`/Groups/${created.body.id}`);
  t.equal(group.status, 200);
  t.equal(
    group.text,
    `${start}${members},"externalId":"1234","meta":{"resourceType":"Group","created":"${before}","lastModified":"${before}"}}`,
  );
});

test('POST with displayName alone: no members, no externalId', async (t) => {
  const app = startApp(t);
  for (const [index, more] of [{}, { members: [] }, { members: null, externalId: null }].entries()) {
    const { status, body } = await app.post('/Groups', { displayName: `G${index}`, ...more });
    t.equal(status, 201);
    t.same(body.members, []);
    t.notOk('externalId' in body);
    t.match(body.id, /^[0-9a-f]{48}$/);
  }
});

test('[invalid-syntax] POST of a group that is incomplete or of a wrong type', async (t) => {
  const app = startApp(t);
  const bodies = [{}, { displayName: '' }, { displayName: ' ' }, { displayName: 7 }, { displayName: null }];
  const others = [{ externalId: 7 }, { members: {} }, { members: 'x' }, { members: [null] }, { members: ['x'] }];
  const members = [{ members: [{}] }, { members: [{ value: 7 }] }, { members: [{ value: '' }] }, { members: [[]] }];
  for (const body of [...bodies, ...[...others, ...members].map((more) => ({ displayName: 'A', ...more }))]) {
    t.equal((await app.post('/Groups', body)).text, invalidSyntaxText, JSON.stringify(body));
  }
  t.same(app.state().teams[0]?.groups, []);
});

test('[group-name-taken] 409 with the text for users; letter case makes another name', async (t) => {
  const app = startApp(t);
  await app.post('/Groups', { displayName: 'A' });
  const { status, text } = await app.post('/Groups', { displayName: 'A', members: [{ value: 'new@example.com' }] });
  t.equal(status, 409);
  t.equal(text, conflictText);
  t.same(app.state().accounts, [], 'nobody was provisioned');
  const other = await app.post('/Groups', { displayName: 'a' });
  t.equal(other.status, 201);
  const rename = [{ op: 'replace', value: { displayName: 'A' } }];
  t.equal((await app.patch(`/Groups/${other.body.id}`, rename)).text, conflictText);
});

test("[group-display] is the user's first and last name, whatever is sent", async (t) => {
  const app = startApp(t, { quirks: { 'required-names': 'lenient' } });
  const [a, b] = [await app.hire('a@example.com'), await app.hire('b@example.com', { name: { givenName: 'Robin' } })];
  const members = [{ value: a.id, display: 'x', displayName: 'y', $ref: 'z', type: 'User' }, { value: b.id }];
  const { body } = await app.post('/Groups', { displayName: 'A', members });
  t.same(body.members, [
    { value: a.id, display: 'Taylor Lee' },
    { value: b.id, display: 'Robin' },
  ]);
});

test('[group-members-listed] members come in lists too, also with excludedAttributes', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  await app.post('/Groups', { displayName: 'A', members: [{ value: id }] });
  const query = `?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "A"')}`;
  for (const list of ['/Groups', `/Groups${query}`]) {
    t.same((await app.get(list)).body.Resources[0].members, [{ value: id, display: 'Taylor Lee' }], list);
  }
});

test('[group-member-email] an address provisions the person, named from display or from the address', async (t) => {
  const app = startApp(t, { world: { accounts: [{ email: 'has.account@example.com' }] } });
  const old = await app.hire('old@example.com');
  const { status, body } = await app.post('/Groups', {
    displayName: 'A',
    members: [
      { value: 'new.person@example.com' },
      { value: 'b@example.com', display: 'Robin van Doe' },
      { value: 'OLD@example.com', display: 'Ignored Name' },
      { value: 'has.account@example.com' },
    ],
  });
  t.equal(status, 201);
  t.same(
    body.members.map(({ display }: { display: string }) => display),
    ['new person', 'Robin van Doe', 'Taylor Lee'],
  );
  t.equal(body.members[2].value, old.id);
  const user = (await app.get(`/Users/${body.members[1].value}`)).body;
  t.match(user, { userName: 'b@example.com', active: true, name: { givenName: 'Robin', familyName: 'van Doe' } });
  t.equal((await app.get('/Users')).body.totalResults, 3, 'the one with an account is invited');
  app.inDirectory((directory) => {
    const invite = directory.members.byAddress(directory.team.pk, 'has.account@example.com');
    t.equal(invite?.state, 'invited');
    if (invite) acceptInvite(directory, invite);
  });
  t.equal((await app.get(`/Groups/${body.id}`)).body.members.length, 4);
});

test('[group-member-email] in POST alone: PATCH takes ids', async (t) => {
  const app = startApp(t);
  const { id } = (await app.post('/Groups', { displayName: 'A' })).body;
  const add = [{ op: 'add', path: 'members', value: [{ value: 'new@example.com' }] }];
  t.equal((await app.patch(`/Groups/${id}`, add)).text, invalidSyntaxText);
});

test("[group-member-email] the rules of provisioning hold: another team's account is a conflict from 2026-08 on", async (t) => {
  const teams = [{ keys: [{ key: 'emulator-scim-key' }] }, { members: [{ email: 'a@example.com' }] }];
  const app = startApp(t, { profile: '2026-08', world: { teams } });
  const members = [{ value: 'new@example.com' }, { value: 'a@example.com' }];
  t.equal((await app.post('/Groups', { displayName: 'A', members })).text, conflictText);
  t.equal((await app.get('/Users')).body.totalResults, 0, 'all or none');
  t.equal((await app.get('/Groups')).body.totalResults, 0);
});

test('[group-member-not-in-team] an unknown id, a deactivated user: 400, and nothing applies', async (t) => {
  const app = startApp(t, { world: { accounts: [{ email: 'invited@example.com' }] } });
  const active = await app.hire('a@example.com');
  const gone = await app.hire('gone@example.com', { active: false });
  const invited = await app.hire('invited@example.com');
  const { id } = (await app.post('/Groups', { displayName: 'A' })).body;
  const was = app.state();
  for (const value of [unknown, gone.id, invited.id, 'gone@example.com', 'nobody']) {
    const members = [{ value: active.id }, { value: 'new@example.com' }, { value }];
    t.equal((await app.post('/Groups', { displayName: 'B', members })).text, invalidSyntaxText, value);
    for (const op of ['add', 'replace']) {
      const patch = [{ op, path: 'members', value: [{ value: active.id }, { value }] }];
      t.equal((await app.patch(`/Groups/${id}`, patch)).text, invalidSyntaxText, `${op} ${value}`);
    }
  }
  t.same(app.state(), was);
});

test('[group-not-found] 404 for GET, PATCH and DELETE of an unknown id', async (t) => {
  const app = startApp(t);
  const { id } = (await app.post('/Groups', { displayName: 'A' })).body;
  const user = await app.hire('a@example.com');
  for (const other of [unknown, 'x', id.toUpperCase(), user.id, '%20', 'a%2Fb']) {
    t.equal((await app.get(`/Groups/${other}`)).text, noGroupText, other);
    t.equal((await app.patch(`/Groups/${other}`, [{ op: 'replace', value: { displayName: 'B' } }])).text, noGroupText);
    t.equal((await app.delete(`/Groups/${other}`)).text, noGroupText, other);
  }
});

test('[group-delete-answer] 204 without a body; the name is free; no account is deleted', async (t) => {
  const app = startApp(t);
  const { id: user } = await app.hire('a@example.com');
  const { id } = (await app.post('/Groups', { displayName: 'A', members: [{ value: user }] })).body;
  const { status, text, headers } = await app.delete(`/Groups/${id}`);
  t.equal(status, 204);
  t.equal(text, '');
  t.equal(headers['content-type'], undefined);
  t.equal((await app.delete(`/Groups/${id}`)).text, noGroupText);
  t.equal(app.state().accounts?.length, 1);
  t.equal((await app.get(`/Users/${user}`)).status, 200);
  t.equal((await app.post('/Groups', { displayName: 'A' })).status, 201);
});

test('[group-delete] deactivates members who are in no other group, or all members', async (t) => {
  for (const reading of [undefined, 'only-group', 'all-members'] as const) {
    const app = startApp(t, { ...(reading && { quirks: { 'group-delete': reading } }) });
    const only = await app.hire('only@example.com');
    const both = await app.hire('both@example.com');
    const none = await app.hire('none@example.com');
    const members = [{ value: only.id }, { value: both.id }];
    const { id } = (await app.post('/Groups', { displayName: 'A', members })).body;
    const other = (await app.post('/Groups', { displayName: 'B', members: [{ value: both.id }] })).body;
    app.advance(60);
    await app.delete(`/Groups/${id}`);
    const user = async ({ id }: { id: string }) => (await app.get(`/Users/${id}`)).body;
    const gone = { active: false, meta: { lastModified: '2021-02-22T04:25:13.000Z' } };
    const untouched = { active: true, meta: { lastModified: before } };
    t.match(await user(only), gone, String(reading));
    t.match(await user(both), reading === 'all-members' ? gone : untouched, String(reading));
    t.equal(
      (await app.get(`/Groups/${other.id}`)).body.members.length,
      reading === 'all-members' ? 0 : 1,
      String(reading),
    );
    t.match(await user(none), untouched, String(reading));
  }
});

test("[group-display] a member's display is the name, or the address", async (t) => {
  for (const [reading, display] of [
    ['name', 'Taylor Lee'],
    ['email', 'a@example.com'],
  ] as const) {
    const app = startApp(t, { quirks: { 'group-display': reading } });
    const { id: value } = await app.hire('a@example.com');
    const { body } = await app.post('/Groups', { displayName: 'A', members: [{ value, display: 'Else' }] });
    const members = [{ value, display }];
    t.same(body.members, members);
    t.same((await app.get(`/Groups/${body.id}`)).body.members, members);
    t.same((await app.get('/Groups')).body.Resources[0].members, members);
    t.same(
      (await app.patch(`/Groups/${body.id}`, [{ op: 'replace', value: { displayName: 'B' } }])).body.members,
      members,
    );
  }
});

test('[group-patch-answer] PATCH answers with members, or without', async (t) => {
  const app = startApp(t, { quirks: { 'group-patch-answer': 'without-members' } });
  const { id: value } = await app.hire('a@example.com');
  const { id } = (await app.post('/Groups', { displayName: 'A' })).body;
  const { status, text } = await app.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value }] }]);
  t.equal(status, 200);
  t.equal(
    text,
    `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"${id}","displayName":"A",` +
      `"meta":{"resourceType":"Group","created":"${before}","lastModified":"${before}"}}`,
  );
  t.same((await app.get(`/Groups/${id}`)).body.members, [{ value, display: 'Taylor Lee' }], 'it applied');
});

test('[group-member-email] a display that is an address does not become a name', async (t) => {
  const app = startApp(t);
  const members = [{ value: 'has.mail@example.com', display: 'has@example.com' }];
  t.equal((await app.post('/Groups', { displayName: 'A', members })).body.members[0].display, 'has mail');
});

test('[group-delete] an invited person keeps the invite', async (t) => {
  const app = startApp(t, { world: { accounts: [{ email: 'a@example.com' }] } });
  const { id } = (await app.post('/Groups', { displayName: 'A', members: [{ value: 'a@example.com' }] })).body;
  t.equal((await app.delete(`/Groups/${id}`)).status, 204);
  const directory = app.directory();
  t.equal(directory.members.byAddress(directory.team.pk, 'a@example.com')?.state, 'invited');
});

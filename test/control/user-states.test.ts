import { test } from 'tap';
import { conflictText, errorText, invalidSyntaxText, notRoutedText, noUserText, texts } from '../helpers.ts';
import { type Scim, startServer, team, world } from './server.ts';

// Every state of a user that Postman knows, over a socket, through SCIM and the control plane alone.

const email = 'taylor@example.com';

const listed = async (scim: Scim): Promise<string[]> =>
  (await scim.get('/Users')).body.Resources.map((user: { userName: string; active: boolean }) =>
    [user.userName, user.active].join(' '),
  );

const groupsOf = async (scim: Scim): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    (await scim.get('/Groups')).body.Resources.map((group: { displayName: string; members: { value: string }[] }) => [
      group.displayName,
      group.members.map(({ value }) => value),
    ]),
  );

test('no account: it is created, and joins at once', async (t) => {
  const { scim, control } = await startServer(t);
  const { status, body } = await scim().hire(email);
  t.equal(status, 201);
  t.equal(body.active, true);
  t.strictSame((await control('GET', `${world}/accounts/${email}`)).body, {
    email,
    givenName: 'Taylor',
    familyName: 'Lee',
  });
  t.equal((await control('GET', `${team}/members/${body.id}`)).body.role, 'developer');
});

test('an account in a verified domain joins at once', async (t) => {
  const { scim, control } = await startServer(t);
  await control('POST', `${world}/accounts`, { email, givenName: 'T' });
  await control('PATCH', team, { verifiedDomains: ['EXAMPLE.com'] });
  t.equal((await scim().hire('TAYLOR@example.com')).body.active, true);
  t.strictSame(await listed(scim()), [`${email} true`]);
});

for (const reading of ['hidden', 'inactive'] as const) {
  test(`an account in another domain is invited (pending-invite: ${reading})`, async (t) => {
    const { scim, control } = await startServer(t, { quirks: { 'pending-invite': reading } });
    await control('POST', `${world}/accounts`, { email });
    const group = (await scim().post('/Groups', { displayName: 'Crew' })).body.id;
    const { status, body } = await scim().hire(email, { groups: ['Crew', 'Nobody'] });
    t.equal(status, 201);
    t.equal(body.active, false);
    t.strictSame(await listed(scim()), reading === 'hidden' ? [] : [`${email} false`]);
    const shown = await scim().get(`/Users/${body.id}`);
    t.equal(
      shown.text,
      reading === 'hidden' ? noUserText : (await scim().find(email)).text.slice(-shown.text.length - 2, -2),
    );
    t.strictSame((await groupsOf(scim())).Crew, []);
    t.equal((await scim().hire(email)).text, conflictText, 'a second POST');
    const [invite] = (await control('GET', `${team}/invites`)).body;
    t.match(invite, { id: body.id, email, sentBy: 'scim', groups: ['Crew'] });
    t.strictSame((await control('GET', `${team}/members`)).body, [], 'no member yet');

    const accepted = (await control('POST', `${team}/invites/${invite.id}/accept`)).body;
    t.match(accepted, { id: body.id, email, active: true, role: 'developer', groups: ['Crew'] });
    t.strictSame(await listed(scim()), [`${email} true`]);
    t.equal((await scim().get(`/Users/${body.id}`)).body.active, true);
    t.strictSame((await scim().get(`/Groups/${group}`)).body.members, [{ value: body.id, display: 'Taylor Lee' }]);
  });

  test(`an invite that is declined or taken back frees the address (pending-invite: ${reading})`, async (t) => {
    const { scim, control } = await startServer(t, { quirks: { 'pending-invite': reading } });
    await control('POST', `${world}/accounts`, { email });
    for (const end of ['decline', 'cancel']) {
      const { id } = (await scim().hire(email)).body;
      t.equal((await control('POST', `${team}/invites/${email}/${end}`)).status, 204);
      t.equal((await scim().get(`/Users/${id}`)).text, noUserText);
      t.strictSame(await listed(scim()), []);
    }
    t.equal((await scim().hire(email)).status, 201);
  });
}

test("an admin's invite from the app: POST is 409 until it is removed", async (t) => {
  const { scim, control } = await startServer(t);
  t.match((await control('POST', `${team}/invites`, { email })).body, { email, sentBy: 'app', groups: [] });
  t.equal((await scim().hire(email)).text, conflictText);
  t.equal((await control('POST', `${team}/invites`, { email })).status, 409);
  await control('POST', `${team}/invites/${email}/cancel`);
  t.equal((await scim().hire(email)).body.active, true, 'nobody has signed up, so the account is made now');
});

test('in the team already, or deactivated in it: 409; PATCH is what puts back', async (t) => {
  const { scim, control } = await startServer(t);
  const { id } = (await scim().hire(email)).body;
  const group = (await scim().post('/Groups', { displayName: 'Crew', members: [{ value: id }] })).body.id;
  t.equal((await scim().hire('Taylor@Example.com')).text, conflictText, 'in another letter case too');
  await control('PATCH', `${team}/members/${id}`, { role: 'admin' });
  t.equal((await scim().patch(`/Users/${id}`, { op: 'replace', value: { active: false } })).body.active, false);
  t.match((await control('GET', `${team}/members/${id}`)).body, { active: false, signIn: 'blocked', groups: [] });
  t.strictSame(await listed(scim()), [`${email} false`]);
  t.equal((await scim().hire(email)).text, conflictText);
  t.equal((await scim().patch(`/Users/${id}`, { op: 'replace', value: { active: true } })).body.active, true);
  t.match((await control('GET', `${team}/members/${id}`)).body, { role: 'developer', signIn: 'allowed', groups: [] });
  t.strictSame((await scim().get(`/Groups/${group}`)).body.members, []);
  t.equal((await scim().delete(`/Users/${id}`)).text, notRoutedText, 'there is no hard delete');
});

test('in another team: an invite, from the 2026-08 edition on 409; nobody leaves the first team', async (t) => {
  const { scim, control } = await startServer(t);
  const { key } = (await control('POST', `${world}/teams`, { id: 'second' })).body;
  const edition = await control('POST', `${world}/teams`, { id: 'third', profile: '2026-08', key: 'third' });
  t.equal(edition.body.key, 'third');
  await scim().hire(email);
  t.equal((await scim(key).hire(email)).body.active, false);
  t.equal((await scim('third').hire(email)).text, conflictText);
  await control('POST', `${world}/teams/second/invites/${email}/accept`);
  t.strictSame(await listed(scim(key)), [`${email} true`]);
  t.strictSame(await listed(scim()), [`${email} true`]);
  await control('PATCH', `${world}/teams/third`, { verifiedDomains: ['example.com'] });
  t.equal((await scim('third').hire(email)).body.active, true);
});

test('POST: groups by name and id, active false, and names that are required or not', async (t) => {
  const { scim, control } = await startServer(t);
  const one = (await scim().post('/Groups', { displayName: 'One' })).body.id;
  const two = (await scim().post('/Groups', { displayName: 'Two' })).body.id;
  const { id } = (await scim().hire(email, { groups: ['One', two, 'Nobody'] })).body;
  t.strictSame(await groupsOf(scim()), { One: [id], Two: [id] });
  t.equal((await scim().hire('off@example.com', { active: false, groups: [one] })).body.active, false);
  t.strictSame((await groupsOf(scim())).One, [id]);
  const nameless = { userName: 'nameless@example.com' };
  t.equal((await scim().post('/Users', nameless)).text, invalidSyntaxText);
  await control('PATCH', team, { quirks: { 'required-names': 'lenient' } });
  t.equal((await scim().post('/Users', nameless)).status, 201);
});

test('PUT changes the name and PATCH whether the user is active, and nothing else', async (t) => {
  const { scim, control } = await startServer(t);
  const { id } = (await scim().hire(email, { externalId: '1' })).body;
  const put = await scim().put(`/Users/${id}`, {
    userName: 'new@example.com',
    active: false,
    externalId: '2',
    name: { givenName: 'Tay' },
  });
  t.match(put.body, { userName: email, active: true, externalId: '1', name: { givenName: 'Tay', familyName: 'Lee' } });
  const renamed = await scim().patch(`/Users/${id}`, { op: 'replace', path: 'name.givenName', value: 'X' });
  t.equal(renamed.text, put.text);
  await control('PATCH', team, { quirks: { 'patch-other-attributes': 'reject' } });
  const refused = await scim().patch(`/Users/${id}`, { op: 'replace', path: 'name.givenName', value: 'X' });
  t.equal(refused.text, invalidSyntaxText);
  await control('PATCH', team, { profile: '2026-08', quirks: {}, verifiedDomains: ['example.com'] });
  t.match((await scim().put(`/Users/${id}`, { userName: 'new@example.com', active: false })).body, {
    userName: 'new@example.com',
    active: false,
  });
});

test("behind the identity provider's back an admin renames, blocks and removes", async (t) => {
  const { scim, control, advance } = await startServer(t);
  const { id, meta } = (await scim().hire(email)).body;
  await scim().post('/Groups', { displayName: 'Crew', members: [{ value: id }] });
  advance(5);
  const change = { givenName: 'Tay', familyName: 'Lees', role: 'billing', signIn: 'blocked' };
  t.match((await control('PATCH', `${team}/members/${email}`, change)).body, change);
  const { body } = await scim().get(`/Users/${id}`);
  t.match(body, { active: true, name: { givenName: 'Tay', familyName: 'Lees' } });
  t.not(body.meta.lastModified, meta.lastModified);
  t.equal((await scim().find(email)).body.Resources[0].name.givenName, 'Tay');
  await control('DELETE', `${team}/members/${id}`);
  t.strictSame(await listed(scim()), [`${email} false`]);
  t.strictSame(await groupsOf(scim()), { Crew: [] });
  await control('POST', `${team}/members`, { email: 'app@example.com', givenName: 'App' });
  t.strictSame(await listed(scim()), [`${email} false`, 'app@example.com true'], 'and someone joins without SCIM');
  t.equal((await scim().hire('app@example.com')).text, errorText(409, texts.exists, 'uniqueness'));
});

import { test } from 'tap';
import type { TeamDocument } from '../../schemas/world-document.ts';
import { key } from '../helpers.ts';
import { type Server, startServer, team, world } from './server.ts';

const exported = async ({ control }: Server, id = 'default'): Promise<string> =>
  (await control('GET', `/worlds/${id}/document`)).text;

/** A world with something of everything a document holds. */
const furnish = async (server: Server, reading: 'hidden' | 'inactive'): Promise<void> => {
  const { control, scim } = server;
  await control('PUT', `${world}/clock`, { now: '2030-05-06T07:08:09.123Z', frozen: true });
  await control('PATCH', team, {
    name: 'Ünï/team',
    profile: '2025',
    quirks: { 'pending-invite': reading },
    verifiedDomains: ['verified.example'],
    rateLimit: '900/800',
  });
  await control('POST', `${world}/accounts`, { email: 'Invited@example.com', givenName: 'In' });
  await control('POST', `${world}/accounts`, { email: 'outside@example.com' });
  await scim().post('/Groups', { displayName: 'Zeta', externalId: 'z' });
  await scim().post('/Groups', { displayName: 'Alpha' });
  await scim().hire('first@example.com', { groups: ['Alpha'], externalId: '1' });
  await scim().hire('invited@example.com', { groups: ['Zeta', 'Alpha'] });
  await scim().hire('second@example.com', { groups: ['Zeta', 'Alpha'] });
  await control('POST', `${team}/invites`, { email: 'app@example.com', role: 'guest' });
  await scim().hire('off@example.com', { active: false });
  await control('POST', `${team}/members`, { email: 'ada@example.com', role: 'admin' });
  await control('PATCH', `${team}/members/first@example.com`, { signIn: 'blocked' });
  await control('POST', `${world}/clock/advance`, { seconds: 61.5 });
  await scim().patch('/Users/unknown', { op: 'replace', value: { active: true } });
  const { id } = (await control('POST', `${team}/keys`, { name: 'Okta', createdBy: 'ada@example.com' })).body;
  await control('POST', `${team}/keys/${id}/regenerate`, { graceSeconds: 5 });
  await control('POST', `${team}/keys`, { key: 'gone', expires: '2031-01-01T00:00:00.250Z' });
  await control('POST', `${team}/keys/key-4/revoke`);
  await control('POST', `${world}/teams`, { id: 'second', scimEnabled: false });
  await control('DELETE', `${world}/teams/second`);
};

/** What SCIM and the control plane show of the default world. */
const shown = async ({ control, scim }: Server): Promise<string[]> => {
  const texts: string[] = [];
  for (const path of ['/Users', '/Groups']) texts.push((await scim().get(path)).text);
  for (const part of ['members', 'invites', 'groups', 'keys']) {
    texts.push((await control('GET', `${team}/${part}`)).text);
  }
  for (const part of ['teams', 'accounts', 'clock']) texts.push((await control('GET', `${world}/${part}`)).text);
  return texts;
};

for (const reading of ['hidden', 'inactive'] as const) {
  test(`a document brings a world back, byte for byte (pending-invite: ${reading})`, async (t) => {
    const server = await startServer(t);
    const { control, scim } = server;
    await furnish(server, reading);
    const [document, before] = [await exported(server), await shown(server)];
    await control('PUT', `${world}/snapshots/furnished`);
    const created = (await scim().hire('next@example.com')).text;
    await control('POST', `${team}/invites/invited@example.com/accept`);
    await control('DELETE', `${world}/clock`);
    await scim().delete(`/Groups/${JSON.parse(document).teams[0].groups[0].id}`);

    t.equal((await control('POST', `${world}/snapshots/furnished/restore`)).status, 200);
    t.equal(await exported(server), document, 'restored');
    t.strictSame(await shown(server), before);
    t.equal((await scim().hire('next@example.com')).text, created, 'the same id on a second run');

    t.equal((await control('POST', `${world}/reset`)).status, 200);
    t.equal((await scim().get('/Users')).body.totalResults, 0);
    t.equal((await control('PUT', `${world}/document`, document)).status, 200);
    t.equal(await exported(server), document, 'imported');
    t.strictSame(await shown(server), before);
    t.equal((await scim().hire('next@example.com')).text, created, 'and on a third');
    t.strictSame((await control('GET', `${world}/snapshots`)).body.length, 1, 'snapshots outlive reset and import');

    const elsewhere = await startServer(t, { idSeed: 'another' });
    await elsewhere.control('PUT', `${world}/document`, document);
    t.equal(await exported(elsewhere), document, 'in another process too');
    t.strictSame(
      (await shown(elsewhere)).map((text) => text.replaceAll(`:${elsewhere.port}/`, `:${server.port}/`)),
      before,
    );
    t.equal((await elsewhere.scim().hire('next@example.com')).text, created);
  });
}

test('invites come back pending, with their groups', async (t) => {
  const server = await startServer(t);
  await furnish(server, 'hidden');
  const document = await exported(server);
  await server.control('PUT', `${world}/document`, document);
  const accepted = (await server.control('POST', `${team}/invites/invited@example.com/accept`)).body;
  t.strictSame(accepted.groups, ['Zeta', 'Alpha']);
  const groups = (await server.scim().get('/Groups')).body.Resources;
  t.strictSame(
    groups.map((group: { displayName: string }) => group.displayName),
    ['Zeta', 'Alpha'],
    'in the order they were made in',
  );
  t.equal(groups[1].members.length, 3);
  t.equal((await server.control('POST', `${team}/invites/app@example.com/accept`)).body.role, 'guest');
});

test('a document that cannot be changes nothing, and the answer points to what is wrong', async (t) => {
  const server = await startServer(t);
  const { control, scim } = server;
  await furnish(server, 'hidden');
  await control('POST', '/worlds', { id: 'other', key: 'taken' });
  const document = await exported(server);
  const inTeam = (part: TeamDocument) => ({ version: 1, teams: [{}, part] });
  const a = { email: 'a@example.com' };
  const id = 'a'.repeat(48);
  const cases: readonly (readonly [wrong: unknown, pointer: string, message?: RegExp])[] = [
    [{ version: 2, teams: [{}] }, '/version'],
    [{ teams: [{}] }, '/version'],
    [{ version: 1 }, '/teams'],
    [{ version: 1, teams: {} }, '/teams'],
    [[], ''],
    [{ version: 1, teams: [{}], more: 1 }, '/more'],
    [{ version: 1, teams: [{}], idCounter: -1 }, '/idCounter'],
    [{ version: 1, teams: [{}], idCounter: 1e300 }, '/idCounter'],
    [{ version: 1, teams: [{}], clock: { now: '2030-02-30T00:00:00Z' } }, '/clock/now', /ISO 8601/],
    [{ version: 1, teams: [{}], clock: { now: '2030-01-01T00:00:00+01:00' } }, '/clock/now'],
    [{ version: 1, teams: [{}], accounts: [a, { email: 'A@EXAMPLE.com' }] }, '/accounts/1/email', /already/],
    [{ version: 1, teams: [{}], accounts: [{ email: 'nobody' }] }, '/accounts/0/email'],
    [{ version: 1, teams: [{ id: 'x' }, { id: 'x' }] }, '/teams/1/id', /already/],
    [inTeam({ profile: '1999' as 'classic' }), '/teams/1/profile', /classic, 2025, 2026-08/],
    [inTeam({ quirks: { 'a/b': 'x' } }), '/teams/1/quirks/a~1b', /expected one of .*, got "a/],
    [inTeam({ quirks: { 'pending-invite': 'x' } }), '/teams/1/quirks/pending-invite', /hidden or inactive/],
    [inTeam({ rateLimit: '0/1' }), '/teams/1/rateLimit'],
    [inTeam({ keys: [{ key: 'taken' }] }), '/teams/1/keys/0/key', /in use/],
    [inTeam({ keys: [{ key: 'x' }, { key: 'x' }] }), '/teams/1/keys/1/key', /in use/],
    [
      inTeam({
        keys: [
          { key: 'x', id: 'k' },
          { key: 'y', id: 'k' },
        ],
      }),
      '/teams/1/keys/1/id',
      /already/,
    ],
    [inTeam({ keys: [{ key: `PMAK-${'0'.repeat(24)}` }] }), '/teams/1/keys/0/key', /real Postman key/],
    [inTeam({ keys: [{ key: 'ä' }] }), '/teams/1/keys/0/key'],
    [inTeam({ members: [a, { email: 'A@example.com' }] }), '/teams/1/members/1/email', /already/],
    [
      inTeam({
        members: [
          { ...a, id },
          { email: 'b@example.com', id },
        ],
      }),
      '/teams/1/members/1/id',
      /taken/,
    ],
    [inTeam({ members: [{ ...a, id: 'short' }] }), '/teams/1/members/0/id', /48/],
    [inTeam({ members: [{ ...a, state: 'gone' as 'active' }] }), '/teams/1/members/0/state', /active, deactivated/],
    [inTeam({ members: [{ ...a, created: 'now' }] }), '/teams/1/members/0/created'],
    [inTeam({ groups: [{ displayName: 'A' }, { displayName: 'A' }] }), '/teams/1/groups/1/displayName', /already/],
    [
      inTeam({ groups: [{ displayName: 'A', members: ['x@y.z'] }] }),
      '/teams/1/groups/0/members/0',
      /expected a member of the team, got x@y.z/,
    ],
    [
      inTeam({ members: [{ ...a, state: 'deactivated' }], groups: [{ displayName: 'A', members: [a.email] }] }),
      '/teams/1/groups/0/members/0',
      /deactivated/,
    ],
  ];
  for (const [wrong, pointer, message] of cases) {
    for (const [method, path, body, prefix] of [
      ['PUT', `${world}/document`, wrong, ''],
      ['POST', '/worlds', { id: 'new', document: wrong }, '/document'],
    ] as const) {
      const answer = await control(method, path, body);
      t.equal(answer.status, 400, `${prefix}${pointer} ${answer.text.slice(0, 200)}`);
      t.equal(answer.body.errors?.[0].path, prefix + pointer, answer.text);
      if (message) t.match(answer.body.errors?.[0].message, message);
    }
    t.equal(await exported(server), document, pointer);
    t.equal((await scim().get('/Users')).status, 200, 'the key still opens the team');
    t.ok((await scim().get('/Users')).body.totalResults > 3, 'and finds it full');
  }
  t.equal((await control('GET', '/worlds/new')).status, 404);
  t.equal(
    (await control('POST', '/worlds', { document: { version: 1, teams: [{}] }, key: 'x' })).body.errors[0].path,
    '/key',
  );
  t.equal((await scim(key).hire('after@example.com')).status, 201);
});

test('what a document leaves out is filled in, and ids that are taken are passed over', async (t) => {
  const { control } = await startServer(t, { verifiedDomains: ['default.example'], rateLimit: '7/7', team: {} });
  const teams = [{ id: 'team-2', keys: [{ key: 'a', id: 'key-2' }, { key: 'b' }] }, {}];
  const created = await control('POST', '/worlds', { id: 'w', document: { version: 1, teams } });
  t.match(created.body.team, { id: 'team-2', key: 'a', verifiedDomains: ['default.example'], rateLimit: '7/7' });
  t.strictSame(
    (await control('GET', '/worlds/w/teams')).body.map((each: { id: string; key: string }) => [each.id, each.key]),
    [
      ['team-2', 'a'],
      ['team-3', 'emulator-scim-key-w:2'],
    ],
  );
  const ids = (await control('GET', '/worlds/w/teams/team-2/keys')).body.map((each: { id: string }) => each.id);
  t.strictSame(ids, ['key-2', 'key-3']);
  t.equal((await control('POST', '/worlds/w/teams/team-2/keys')).body.id, 'key-4');
  t.equal((await control('POST', '/worlds/w/teams', {})).body.id, 'team-4');
  t.equal((await control('POST', '/worlds', { id: 'w-2' })).body.team.key, 'emulator-scim-key-w-2');
});

import { test } from 'tap';
import { startServer, team, world } from './server.ts';

const withApp = async (t: Parameters<typeof startServer>[0], reading: 'ignore' | 'refuse' = 'ignore') => {
  const server = await startServer(t, {
    quirks: { 'admin-key-limits': reading, 'user-name-updates': 'verified-domains' },
    verifiedDomains: ['example.com'],
  });
  return { ...server, app: server };
};

test('[scim-off] SCIM is switched on only on enterprise, with one SSO method or by arrangement', async (t) => {
  const { control, scim, app } = await withApp(t);
  t.match((await control('GET', team)).body, { plan: 'enterprise', ssoMethods: 1, severalSsoMethods: false });
  const refusals: readonly (readonly [settings: object, detail: RegExp])[] = [
    [{ plan: 'free' }, /^SCIM needs the enterprise plan; the team is on the free plan\.$/],
    [{ plan: 'professional' }, /the professional plan/],
    [{ ssoMethods: 0 }, /^SCIM needs single sign-on; the team has no SSO method\.$/],
    [{ ssoMethods: 2 }, /^SCIM works with one SSO method; the team has 2\. Several need an arrangement/],
  ];
  await control('PATCH', team, { scimEnabled: false });
  for (const [settings, detail] of refusals) {
    const was = app.state();
    const refused = await control('PATCH', team, { ...settings, scimEnabled: true });
    t.equal(refused.status, 409);
    t.match(refused.body.detail, detail);
    for (const path of [`${world}/teams`, '/worlds']) {
      t.match((await control('POST', path, { ...settings, scimEnabled: true })).body, { status: 409, detail });
    }
    t.same(app.state(), was);
    const other = await control('POST', `${world}/teams`, settings);
    t.equal(other.body.scimEnabled, false, 'a new team that cannot have SCIM does not have it');
    t.match((await control('POST', `${world}/teams/${other.body.id}/keys`)).body, {
      status: 409,
      detail: detail.source.includes('free') ? /no key/ : /./,
    });
  }
  t.match((await control('POST', `${team}/keys`)).body, { status: 409, detail: /SCIM is off in team-1/ });
  const arranged = { ssoMethods: 2, severalSsoMethods: true, scimEnabled: true };
  t.match((await control('PATCH', team, arranged)).body, arranged);
  t.equal((await scim().get('/Users')).status, 200);
  t.equal((await control('POST', `${team}/keys`)).status, 201);
});

test('[scim-off] a team that loses its plan keeps SCIM switched on, and its keys are refused', async (t) => {
  const { control, scim, app } = await withApp(t);
  t.equal((await scim().get('/Users')).status, 200);
  t.equal((await control('PATCH', team, { plan: 'basic' })).body.scimEnabled, true);
  t.equal((await scim().get('/Users')).status, 401);
  t.match(app.world.journal.entriesAfter(0).at(-1)?.reason, 'the team has lost the enterprise plan');
  const document = (await control('GET', `${world}/document`)).body;
  t.match(document.teams[0], { plan: 'basic', ssoMethods: 1, severalSsoMethods: false, scimEnabled: true });
  t.equal((await control('PUT', `${world}/document`, document)).status, 200);
  t.same((await control('GET', `${world}/document`)).body, document);
  await control('PATCH', team, { plan: 'enterprise' });
  t.equal((await scim().get('/Users')).status, 200);
});

test('[key-grace] a key has one successor at most', async (t) => {
  const { control, scim } = await withApp(t);
  const first = (await control('POST', `${team}/keys`, { name: 'Okta' })).body;
  t.match(first, { name: 'Okta', status: 'ACTIVE', makerRole: 'super admin', replacedBy: null });
  const path = `${team}/keys/${first.id}/regenerate`;
  const second = (await control('POST', path, { graceSeconds: 60 })).body;
  t.match(second, { name: 'Okta', status: 'ACTIVE' });
  t.equal((await control('GET', `${team}/keys`)).body[1].replacedBy, second.id);
  for (const key of [first.key, second.key]) t.equal((await scim(key).get('/Users')).status, 200);
  const active = async () =>
    (await control('GET', `${team}/keys`)).body.filter((key: { status: string }) => key.status === 'ACTIVE').length;
  t.equal(await active(), 3);
  for (let time = 0; time < 3; time += 1) {
    t.match((await control('POST', path)).body, {
      status: 409,
      detail: /is regenerated already; its successor is key-3/,
    });
  }
  await control('POST', `${world}/clock/advance`, { seconds: 61 });
  t.equal((await scim(first.key).get('/Users')).status, 401);
  t.equal((await control('POST', path)).status, 409);
  t.equal(await active(), 2);
  await control('POST', `${team}/keys/${second.id}/expire`);
  t.match((await control('POST', `${team}/keys/${second.id}/regenerate`)).body, { status: 409, detail: /expired/ });
  await control('POST', `${team}/keys/key-1/revoke`);
  t.match((await control('POST', `${team}/keys/key-1/regenerate`)).body, { status: 409, detail: /revoked/ });
  const document = (await control('GET', `${world}/document`)).body;
  await control('PUT', `${world}/document`, document);
  t.same((await control('GET', `${world}/document`)).body, document);
});

test('with SCIM on nobody leaves alone or changes address or password; admins remove people', async (t) => {
  const { control, scim, app } = await withApp(t);
  const { id } = (await scim().hire('kim@example.com')).body;
  const account = `${world}/accounts/kim@example.com`;
  const alone: readonly (readonly [path: string, body: object | undefined, detail: RegExp])[] = [
    [`${team}/members/${id}/leave`, undefined, /Team team-1 has SCIM on, so only an admin can remove its members/],
    [
      `${account}/address`,
      { email: 'k@example.com' },
      /Team team-1 has SCIM on, so its members cannot change their address/,
    ],
    [`${account}/password`, { password: 'secret' }, /cannot change their password/],
  ];
  const was = app.state();
  for (const [path, body, detail] of alone) t.match((await control('POST', path, body)).body, { status: 409, detail });
  t.same(app.state(), was);
  await scim().hire('taken@example.com');
  await control('PATCH', team, { scimEnabled: false });
  t.equal((await control('POST', `${account}/password`, { password: 'secret' })).status, 204);
  t.equal((await control('POST', `${account}/address`, { email: 'Taken@example.com' })).status, 409);
  t.equal((await control('POST', `${account}/address`, { email: 'k@example.com' })).body.email, 'k@example.com');
  t.match((await control('POST', `${team}/members/${id}/leave`)).body, { email: 'k@example.com', active: false });
  await control('PATCH', team, { scimEnabled: true });
  t.equal((await scim().get(`/Users/${id}`)).body.userName, 'k@example.com');
  const other = (await scim().hire('lee@example.com')).body;
  t.match((await control('DELETE', `${team}/members/${other.id}`)).body, { active: false }, 'an admin removes');
});

test("[admin-key-limits] a Team Admin's key exceeds its maker's rights, with a trace or a 403", async (t) => {
  for (const reading of ['ignore', 'refuse'] as const) {
    const { control, scim, app } = await withApp(t, reading);
    await control('POST', `${team}/members`, { email: 'admin@example.com', role: 'admin' });
    const owner = (await control('POST', `${team}/members`, { email: 'owner@example.com', role: 'super admin' })).body;
    const user = (await scim().hire('kim@example.com')).body;
    const owners = (await scim().post('/Groups', { displayName: 'Owners', members: [{ value: user.id }] })).body;
    const plain = (await scim().post('/Groups', { displayName: 'Plain' })).body;
    t.equal((await control('PATCH', `${team}/groups/Owners`, { role: 'super admin' })).body.role, 'super admin');
    const made = (await control('POST', `${team}/keys`, { createdBy: 'admin@example.com' })).body;
    t.equal(made.makerRole, 'admin');
    const own = (await control('POST', `${team}/keys`, { createdBy: 'owner@example.com' })).body;
    t.equal(own.makerRole, 'super admin');
    const admin = scim(made.key);
    const member = { op: 'add', path: 'members', value: [{ value: owner.id }] };
    const off = { op: 'replace', value: { active: false } };
    const limited: readonly (readonly [name: string, send: () => Promise<{ status: number; text: string }>])[] = [
      ['deactivate a super admin', () => admin.patch(`/Users/${owner.id}`, off)],
      ['deactivate a super admin by group', () => admin.patch(`/Users/${user.id}`, off)],
      [
        'change an address',
        () => admin.patch(`/Users/${user.id}`, { op: 'replace', path: 'userName', value: 'k@example.com' }),
      ],
      ['change the members', () => admin.patch(`/Groups/${owners.id}`, { op: 'remove', path: 'members' })],
      ['join by POST', () => admin.hire(`new-${reading}@example.com`, { groups: ['Owners'] })],
    ];
    for (const [name, send] of limited) {
      const was = await control('GET', `${world}/document`);
      const answer = await send();
      const entry = app.world.journal.entriesAfter(0).at(-1);
      t.ok(entry?.quirks.includes('admin-key-limits'), `${reading}: ${name} is traced`);
      if (reading === 'refuse') {
        t.equal(
          answer.text,
          '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"Forbidden","status":"403"}',
        );
        t.match(entry?.reason, /^a Team Admin's key cannot/);
        const { idCounter: _, ...rest } = (await control('GET', `${world}/document`)).body;
        const { idCounter: __, ...before } = was.body;
        t.same(rest, before);
      } else t.ok(answer.status < 300, name);
      if (reading === 'ignore') await control('PUT', `${world}/document`, was.body);
    }
    for (const send of [
      () => admin.patch(`/Groups/${plain.id}`, member),
      () => admin.patch(`/Groups/${owners.id}`, { op: 'replace', value: { id: owners.id, displayName: 'Owner' } }),
      () => scim(own.key).patch(`/Users/${user.id}`, off),
    ]) {
      t.equal((await send()).status, 200);
      t.notOk(app.world.journal.entriesAfter(0).at(-1)?.quirks.includes('admin-key-limits'));
    }
  }
});

test('the audit trail tells what happened, in order, and by whom', async (t) => {
  const { control, scim } = await withApp(t);
  const kim = (await scim().hire('kim@example.com')).body;
  const group = (await scim().post('/Groups', { displayName: 'G', members: [{ value: kim.id }] })).body;
  await scim().put(`/Users/${kim.id}`, { name: { givenName: 'Kim', familyName: 'Lee' } });
  t.equal((await scim().hire('KIM@example.com')).status, 409, 'a refused request leaves no trace in it');
  await scim().patch(`/Users/${kim.id}`, { op: 'replace', value: { active: false } });
  await control('PATCH', `${team}/members/${kim.id}`, { active: true });
  await control('POST', `${team}/invites`, { email: 'new@example.com' });
  await control('POST', `${team}/invites/new@example.com/accept`);
  const key = (await control('POST', `${team}/keys`, { name: 'Okta', expires: '2021-02-22T04:25:14.000Z' })).body;
  await scim().patch(`/Groups/${group.id}`, { op: 'replace', value: { displayName: 'H' } });
  await scim().delete(`/Groups/${group.id}`);
  await control('POST', `${world}/clock/advance`, { seconds: 120 });
  const { total, entries } = (await control('GET', `${world}/audit`)).body;
  t.equal(total, entries.length);
  t.same(
    entries.map((entry: Record<string, unknown>) =>
      [entry.actor, entry.key, entry.name, entry.event, entry.detail].join(' | '),
    ),
    [
      'scim-key | key-1 | kim@example.com | created | ',
      'scim-key | key-1 | G | created | ',
      'scim-key | key-1 | kim@example.com | joined group | G',
      'scim-key | key-1 | kim@example.com | renamed | Taylor Lee to Kim Lee',
      'scim-key | key-1 | kim@example.com | left group | G',
      'scim-key | key-1 | kim@example.com | deactivated | ',
      'admin |  | kim@example.com | activated | ',
      'admin |  | new@example.com | invited | developer',
      'person |  | new@example.com | accepted invite | ',
      'admin |  | Okta | generated | ',
      'scim-key | key-1 | G | renamed | G to H',
      'scim-key | key-1 | H | deleted | ',
      'time |  | Okta | expired | ',
    ],
  );
  t.same(
    entries.map(({ sequence }: { sequence: number }) => sequence),
    entries.map((_: unknown, index: number) => index + 1),
  );
  t.equal(entries.at(-1).time, '2021-02-22T04:25:14.000Z');
  const count = async (query: string) => (await control('GET', `${world}/audit?${query}`)).body.total;
  t.equal(await count('name=KIM@example.com'), 6);
  t.equal(await count(`id=${kim.id}&actor=admin`), 1);
  t.equal(await count('subject=key'), 2);
  t.equal(await count('key=key-1&event=deleted'), 1);
  t.equal(await count('after=12'), 1);
  t.equal(await count('since=2021-02-22T04:25:00.000Z'), 1);
  t.equal(await count('team=other'), 0);
  t.equal((await control('GET', `${world}/audit?limit=2`)).body.entries.length, 2);
  const document = (await control('GET', `${world}/document`)).body;
  t.equal(document.audit.length, total);
  t.same((await control('GET', `${world}/report`)).body.audit, entries);
  await control('POST', '/worlds', { id: 'copy' });
  const keys = document.teams[0].keys.map((each: object, index: number) => ({ ...each, key: `copy-${index}` }));
  const copy = { ...document, teams: [{ ...document.teams[0], keys }] };
  t.equal((await control('PUT', '/worlds/copy/document', copy)).status, 200);
  t.same((await control('GET', '/worlds/copy/audit')).body.entries, entries);
  const disordered = { ...copy, audit: [document.audit[1], document.audit[0]] };
  t.match((await control('PUT', '/worlds/copy/document', disordered)).body.errors, [{ path: '/audit/1/sequence' }]);
  t.equal(key.status, 'ACTIVE');
});

import { test } from 'tap';
import { acceptInvite, endInvite, sendInvite } from '../../src/domain/invites.ts';
import { profileNames } from '../../src/quirks/profiles.ts';
import type { TestApp } from '../helpers.ts';
import { conflictText, invalidSyntaxText, key, noUserText, startApp } from '../helpers.ts';

const name = { givenName: 'Taylor', familyName: 'Lee' };
const taylor = { userName: 'taylor.lee@example.com', name };
const account = { email: 'taylor.lee@example.com', givenName: 'T.', familyName: 'L.' };

const memberOf = (app: TestApp, address: string, teamId = 'team-1') => {
  const directory = app.directory(teamId);
  return directory.members.byAddress(directory.team.pk, address);
};
const accept = (app: TestApp, address: string) =>
  app.inDirectory((directory) => {
    const invite = directory.members.byAddress(directory.team.pk, address);
    return invite && acceptInvite(directory, invite);
  });

test('[joins-at-once] an address without an account gets one and joins', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  t.match(app.state().accounts, [{ email: 'a@example.com', givenName: 'Taylor', familyName: 'Lee' }]);
  t.equal(memberOf(app, 'a@example.com')?.state, 'active');
  t.equal((await app.get('/Users')).body.Resources[0].id, id);
});

test('[verified-domain-joins] an account in a verified domain joins at once', async (t) => {
  const app = startApp(t, {
    verifiedDomains: ['Example.COM'].map((d) => d.toLowerCase()),
    world: { accounts: [account] },
  });
  const user = await app.hire('taylor.lee@example.com');
  t.equal(user.active, true);
  t.equal((await app.get('/Users')).body.totalResults, 1);
});

test('[verified-domain-joins] a subdomain is another domain', async (t) => {
  const accounts = [{ email: 'a@sub.example.com' }, { email: 'a@notexample.com' }];
  const app = startApp(t, { verifiedDomains: ['example.com'], world: { accounts } });
  t.equal((await app.hire('a@sub.example.com')).active, false);
  t.equal((await app.hire('a@notexample.com')).active, false);
});

test('[existing-account-name] the team has the name that POST sent and the address that the account has', async (t) => {
  const app = startApp(t, { verifiedDomains: ['example.com'], world: { accounts: [account] } });
  const user = await app.hire('Taylor.LEE@Example.com');
  t.equal(user.userName, 'taylor.lee@example.com');
  t.same(user.name, name);
  t.match(app.state().accounts, [account]);
});

test('[invite-answer] another account is invited: 201, an id, active false', async (t) => {
  const app = startApp(t, { world: { accounts: [account] } });
  const { status, body } = await app.post('/Users', { ...taylor, externalId: 'e-1' });
  t.equal(status, 201);
  t.equal(body.active, false);
  t.match(body.id, /^[0-9a-f]{48}$/);
  t.equal(memberOf(app, account.email)?.state, 'invited');
});

test('[pending-invite] hidden: not listed, 404 by id for every call; accepted: listed, active, same id', async (t) => {
  const app = startApp(t, { world: { accounts: [account] } });
  const { id } = (await app.post('/Users', taylor)).body;
  t.equal((await app.get('/Users')).body.totalResults, 0);
  t.equal((await app.filter('/Users', `userName eq "${account.email}"`)).body.totalResults, 0);
  t.equal((await app.get(`/Users/${id}`)).text, noUserText);
  t.equal((await app.put(`/Users/${id}`, { name })).text, noUserText);
  t.equal((await app.patch(`/Users/${id}`, [{ op: 'replace', value: { active: true } }])).text, noUserText);
  app.advance(60);
  accept(app, account.email);
  const user = (await app.get(`/Users/${id}`)).body;
  t.equal(user.active, true);
  t.equal(user.meta.lastModified, '2021-02-22T04:25:13.000Z');
  t.equal((await app.get('/Users')).body.Resources[0].id, id);
});

test('[pending-invite] inactive: listed with active false; PATCH cannot accept for the person', async (t) => {
  const app = startApp(t, { quirks: { 'pending-invite': 'inactive' }, world: { accounts: [account] } });
  const { id } = (await app.post('/Users', taylor)).body;
  t.equal((await app.get(`/Users/${id}`)).body.active, false);
  t.equal((await app.get('/Users')).body.totalResults, 1);
  const patched = await app.patch(`/Users/${id}`, [{ op: 'replace', value: { active: true } }]);
  t.equal(patched.status, 200);
  t.equal(patched.body.active, false);
  accept(app, account.email);
  t.equal((await app.get(`/Users/${id}`)).body.active, true);
  t.equal((await app.get('/Users')).body.totalResults, 1);
});

test('[pending-invite] every profile hides', async (t) => {
  for (const profile of profileNames) {
    const app = startApp(t, { profile, world: { accounts: [account] } });
    await app.post('/Users', taylor);
    t.equal((await app.get('/Users')).body.totalResults, 0, profile);
  }
});

test('[pending-invite-conflict] POST again is 409, also where an admin sent the invite; ended, the address is free', async (t) => {
  const app = startApp(t, { world: { accounts: [account] } });
  await app.post('/Users', taylor);
  t.equal((await app.post('/Users', taylor)).text, conflictText);
  const byAdmin = { email: 'new@example.com', givenName: '', familyName: '', role: 'developer' } as const;
  app.inDirectory((directory) => sendInvite(directory, byAdmin));
  t.equal((await app.post('/Users', { ...taylor, userName: 'new@example.com' })).text, conflictText);
  for (const address of [account.email, 'new@example.com']) {
    app.inDirectory((directory) => {
      const invite = directory.members.byAddress(directory.team.pk, address);
      if (invite) endInvite(directory, invite, 'declined');
    });
    t.equal((await app.post('/Users', { ...taylor, userName: address })).status, 201, address);
  }
});

test('[deactivated-conflict] POST of a deactivated user is 409; the user stays so', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com', { active: false });
  t.equal((await app.post('/Users', { ...taylor, userName: 'a@example.com' })).text, conflictText);
  t.equal((await app.get(`/Users/${id}`)).body.active, false);
});

test('[user-exists] POST of a member is 409 uniqueness, and changes nothing', async (t) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com', { externalId: '1' });
  const again = { userName: 'a@example.com', externalId: '2', name: { givenName: 'X', familyName: 'Y' } };
  const { status, text } = await app.post('/Users', again);
  t.equal(status, 409);
  t.equal(text, conflictText);
  t.same((await app.get(`/Users/${user.id}`)).body, user);
});

test('[address-case] addresses are one without regard to case, though filters regard it', async (t) => {
  const app = startApp(t);
  await app.hire('Taylor@Example.com');
  t.equal((await app.filter('/Users', 'userName eq "taylor@example.com"')).body.totalResults, 0);
  for (const userName of ['taylor@example.com', 'TAYLOR@EXAMPLE.COM', 'Taylor@Example.com']) {
    t.equal((await app.post('/Users', { ...taylor, userName })).text, conflictText, userName);
  }
  t.equal((await app.filter('/Users', 'userName eq "Taylor@Example.com"')).body.totalResults, 1);
});

test('[other-team] an account in another team: invited before 2026-08, refused from then on', async (t) => {
  const elsewhere = { keys: [{ key: 'second' }], members: [{ email: account.email }] };
  const world = { teams: [{ keys: [{ key }] }, elsewhere] };
  for (const [profile, status] of [
    ['classic', 201],
    ['2025', 201],
    ['2026-08', 409],
  ] as const) {
    const app = startApp(t, { profile, world });
    const answer = await app.post('/Users', taylor);
    t.equal(answer.status, status, profile);
    if (status === 409) t.equal(answer.text, conflictText);
    else t.equal(answer.body.active, false);
    t.equal((await app.get('/Users', { key: 'second' })).body.Resources[0].active, true, 'still in the other team');
  }
  const invite = startApp(t, { profile: '2026-08', quirks: { 'other-team': 'invite' }, world });
  t.equal((await invite.post('/Users', taylor)).status, 201);
  const conflict = startApp(t, { quirks: { 'other-team': 'conflict' }, world });
  t.equal((await conflict.post('/Users', taylor)).text, conflictText);
});

test('[other-team] in a verified domain the account joins a second team, and stays in the first', async (t) => {
  const elsewhere = { keys: [{ key: 'second' }], members: [{ email: account.email }] };
  const world = { teams: [{ keys: [{ key }], verifiedDomains: ['example.com'] }, elsewhere] };
  for (const profile of profileNames) {
    const app = startApp(t, { profile, world });
    t.equal((await app.post('/Users', taylor)).body.active, true, profile);
    t.equal((await app.get('/Users', { key: 'second' })).body.Resources[0].active, true, profile);
  }
});

test('[other-team] an account that was deactivated elsewhere, or only invited, is in no other team', async (t) => {
  for (const state of ['deactivated', 'invited'] as const) {
    const world = {
      accounts: [account],
      teams: [{ keys: [{ key }] }, { keys: [{ key: 'second' }], members: [{ email: account.email, state }] }],
    };
    t.equal((await startApp(t, { profile: '2026-08', world }).post('/Users', taylor)).status, 201, state);
  }
});

test('[post-groups] puts a user who joined into the groups named', async (t) => {
  const app = startApp(t);
  const group = (await app.post('/Groups', { displayName: 'A' })).body;
  app.advance(60);
  const { id } = await app.hire('a@example.com', { groups: ['A'] });
  const changed = (await app.get(`/Groups/${group.id}`)).body;
  t.same(changed.members, [{ value: id, display: 'Taylor Lee' }]);
  t.equal(changed.meta.lastModified, '2021-02-22T04:25:13.000Z');
  for (const [index, groups] of [[{ displayName: 'A' }], [{ display: 'A' }], [{ value: 'A' }]].entries()) {
    await app.hire(`${index}@example.com`, { groups });
  }
  t.equal((await app.get(`/Groups/${group.id}`)).body.members.length, 4);
});

test('[post-groups] an invited person is in them once the invite is accepted, a deactivated one never', async (t) => {
  const app = startApp(t, { world: { accounts: [account] } });
  const group = (await app.post('/Groups', { displayName: 'A' })).body;
  const { id } = (await app.post('/Users', { ...taylor, groups: ['A'] })).body;
  const late = await app.hire('b@example.com', { groups: ['A'], active: false });
  await app.patch(`/Users/${late.id}`, [{ op: 'replace', value: { active: true } }]);
  t.same((await app.get(`/Groups/${group.id}`)).body.members, []);
  accept(app, account.email);
  t.same((await app.get(`/Groups/${group.id}`)).body.members, [{ value: id, display: 'Taylor Lee' }]);
});

test('[post-groups-by-id] groups may be named by id', async (t) => {
  const app = startApp(t);
  const group = (await app.post('/Groups', { displayName: 'A' })).body;
  await app.hire('a@example.com', { groups: [group.id] });
  await app.hire('b@example.com', { groups: [{ value: group.id }] });
  t.equal((await app.get(`/Groups/${group.id}`)).body.members.length, 2);
});

test('[post-groups-unknown] names of no group are ignored, groups of a wrong type are not', async (t) => {
  const app = startApp(t);
  await app.post('/Groups', { displayName: 'A' });
  await app.hire('a@example.com', { groups: ['a', 'Nonesuch', ''] });
  t.same((await app.get('/Groups')).body.Resources[0].members, []);
  for (const groups of ['A', {}, 7, [7], [null], [{}]]) {
    t.equal((await app.post('/Users', { ...taylor, groups })).text, invalidSyntaxText, JSON.stringify(groups));
  }
});

import { test } from 'tap';
import { acceptInvite, endInvite } from '../../src/domain/invites.ts';
import { toUserText } from '../../src/scim/write/user.ts';
import { startApp } from '../helpers.ts';

test('[list-order] places stay dense from 1, whoever joins late or never', async (t) => {
  const emails = ['i1@example.com', 'i2@example.com', 'i3@example.com'];
  const app = startApp(t, {
    quirks: { 'pending-invite': 'inactive' },
    world: { accounts: emails.map((email) => ({ email })) },
  });
  for (const address of ['a@example.com', ...emails, 'b@example.com']) await app.hire(address);
  const places = () => {
    const { team } = app.directory();
    return app.store.members.all(team.pk).map(({ userName, position }) => `${userName.split('@')[0]} ${position}`);
  };
  const byAddress = (address: string) => {
    const directory = app.directory();
    const member = directory.members.byAddress(directory.team.pk, address);
    if (!member) throw new Error(address);
    return member;
  };
  t.same(places(), ['a 1', 'i1 2', 'i2 3', 'i3 4', 'b 5']);
  app.inDirectory((directory) => endInvite(directory, byAddress('i2@example.com'), 'declined'));
  t.same(places(), ['a 1', 'i1 2', 'i3 3', 'b 4']);
  const { team } = app.directory();
  app.store.members.showInvites(team.pk, false);
  t.same(places(), ['a 1', 'i1 null', 'i3 null', 'b 2']);
  app.inDirectory((directory) => acceptInvite(directory, byAddress('i3@example.com')));
  t.same(
    places(),
    ['a 1', 'i1 null', 'b 2', 'i3 3'].sort((one, other) => places().indexOf(one) - places().indexOf(other)),
  );
  app.store.members.showInvites(team.pk, true);
  t.equal((await app.get('/Users')).body.totalResults, 4);
  t.same(
    (await app.get('/Users')).body.Resources.map(({ userName }: { userName: string }) => userName.split('@')[0]),
    ['a', 'b', 'i3', 'i1'],
  );
});

test('the text kept with a user is the one that would be composed anew, whatever was done', async (t) => {
  const app = startApp(t, {
    profile: '2026-08',
    verifiedDomains: ['example.com'],
    world: { accounts: [{ email: 'i@x.com' }] },
  });
  const { id } = await app.hire('a@x.com', { externalId: '"\\é' });
  await app.hire('i@x.com');
  await app.post('/Groups', { displayName: 'A', members: [{ value: 'b@x.com' }, { value: id }] });
  await app.put(`/Users/${id}`, { userName: 'new@example.com', name: { givenName: 'N"' }, active: false });
  app.advance(60);
  await app.put(`/Users/${id}`, { active: true });
  app.inDirectory((directory) => {
    const invite = directory.members.byAddress(directory.team.pk, 'i@x.com');
    if (invite) acceptInvite(directory, invite);
  });
  const { team } = app.directory();
  const members = app.store.members.all(team.pk);
  t.equal(members.length, 3);
  for (const member of members) {
    t.equal(app.store.members.resources.byId(team.pk, member.id), toUserText(member), member.userName);
  }
});

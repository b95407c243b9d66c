import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { activeIs, patchOf } from '../scim-request.ts';
import { group as groupOf, ok, user } from '../wire.ts';

export default check({
  quirk: 'reactivation',
  needs: ['write'],
  async run({ get, patch, person, group, expect, expectSeen, may, isolatedTeam, skip }) {
    const member = await person();
    const made = await group([member]);
    await patch(`/Users/${member.id}`, activeIs(false));
    expect(await patch(`/Users/${member.id}`, activeIs(true)), ok(user(member)));
    expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [] })));
    const add = patchOf({ op: 'add', path: 'members', value: [{ value: member.id }] });
    expect(await patch(`/Groups/${made.id}`, add), ok(groupOf(made)));
    if (!may('control', 'the role of who comes back')) return;
    const { post, patch: change, team } = await isolatedTeam();
    const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
    const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
    await team('PATCH', `/members/${id}`, { role: 'admin' });
    for (const active of [false, true]) await change(`/Users/${id}`, activeIs(active));
    const { role, signIn } = await team('GET', `/members/${id}`);
    expectSeen('role and sign-in of who comes back', { role, signIn }, { role: 'developer', signIn: 'allowed' });
  },
});

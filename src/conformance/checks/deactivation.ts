import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { activeIs, where } from '../scim-request.ts';
import { list, ok, user } from '../wire.ts';

export default check({
  quirk: 'deactivation',
  needs: ['write'],
  async run({ get, patch, person, expect, expectSeen, may, isolatedTeam, skip }) {
    const member = await person();
    const gone = user({ ...member, active: false });
    expect(await patch(`/Users/${member.id}`, activeIs(false)), ok(gone));
    expect(await get(`/Users/${member.id}`), ok(gone));
    expect(await get(`/Users${where('userName', member.userName)}`), list([gone]));
    if (!may('control', 'sign-in and the account')) return;
    const { post, patch: change, team, world } = await isolatedTeam();
    const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
    const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
    await change(`/Users/${id}`, activeIs(false));
    expectSeen('sign-in of who is deactivated', (await team('GET', `/members/${id}`)).signIn, 'blocked');
    expectSeen('the account of who is deactivated', (await world('GET', `/accounts/${userName}`)).email, userName);
  },
});

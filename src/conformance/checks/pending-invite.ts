import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { where } from '../scim-request.ts';
import { list, noSuchUser, ok, user } from '../wire.ts';

export default check({
  quirk: 'pending-invite',
  needs: ['control'],
  async run({ expect, isolatedTeam, skip }) {
    const { get, post, world } = await isolatedTeam();
    const userName = 'kit@elsewhere.example';
    const name = { givenName: 'Kit', familyName: 'Person' };
    await world('POST', '/accounts', { email: userName, ...name });
    const { id } = toPerson((await post('/Users', { userName, name })).json) ?? skip('POST answered no user');
    const invited = user({ id, userName, ...name, active: false });
    const byId = reading('pending-invite', { hidden: noSuchUser, inactive: ok(invited) });
    const byName = reading('pending-invite', { hidden: list([]), inactive: list([invited]) });
    expect(await get(`/Users/${id}`), byId);
    expect(await get(`/Users${where('userName', userName)}`), byName);
  },
});

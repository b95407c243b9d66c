import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { created, list, user } from '../wire.ts';

export default check({
  quirk: 'invite-answer',
  needs: ['control'],
  async run({ expect, twin }) {
    const { get, post, world, team } = await twin();
    const userName = 'kit@elsewhere.example';
    const name = { givenName: 'Kit', familyName: 'Person' };
    await world('POST', '/accounts', { email: userName, ...name });
    expect(await post('/Users', { userName, name, active: true }), created(user({ userName, ...name, active: false })));
    await team('POST', `/invites/${userName}/accept`);
    const joined = user({ userName, ...name, active: true });
    expect(await get(`/Users${where('userName', userName)}`), list([joined]));
  },
});

import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { created, list, user } from '../wire.ts';

export default check({
  quirk: 'existing-account-name',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { get, post, world, verifiedDomain } = await isolatedTeam();
    const email = `Kit.Person@${verifiedDomain}`;
    await world('POST', '/accounts', { email, givenName: 'Old', familyName: 'Name' });
    const name = { givenName: 'New', familyName: 'Named' };
    const answer = await post('/Users', { userName: email.toLowerCase(), name });
    expect(answer, created(user({ userName: email, ...name })));
    expect(await get(`/Users${where('userName', email)}`), list([user({ userName: email, ...name })]));
  },
});

import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { created, list, user } from '../wire.ts';

export default check({
  quirk: 'verified-domain-joins',
  needs: ['control'],
  async run({ expect, twin }) {
    const { get, post, world, verifiedDomain } = await twin();
    const userName = `kit@${verifiedDomain}`;
    const name = { givenName: 'Kit', familyName: 'Person' };
    await world('POST', '/accounts', { email: userName, ...name });
    expect(await post('/Users', { userName, name }), created(user({ userName, ...name, active: true })));
    const listed = list([user({ userName, ...name, active: true })]);
    expect(await get(`/Users${where('userName', userName)}`), listed);
  },
});

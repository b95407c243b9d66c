import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { created, list, user } from '../wire.ts';

export default check({
  quirk: 'verified-domain-joins',
  needs: ['control'],
  async run({ expect, expectSeen, isolatedTeam }) {
    const { get, post, world, verifiedDomain } = await isolatedTeam();
    const userName = `kit@${verifiedDomain}`;
    const name = { givenName: 'Kit', familyName: 'Person' };
    const { id } = await world('POST', '/teams', { name: 'Another team' });
    await world('POST', `/teams/${id}/members`, { email: userName, ...name });
    expect(await post('/Users', { userName, name }), created(user({ userName, ...name, active: true })));
    const listed = list([user({ userName, ...name, active: true })]);
    expect(await get(`/Users${where('userName', userName)}`), listed);
    const { active } = await world('GET', `/teams/${id}/members/${userName}`);
    expectSeen('whether the first team still has who joined a second', active, true);
  },
});

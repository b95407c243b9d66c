import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { conflict, created, user } from '../wire.ts';

export default check({
  quirk: 'other-team',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { post, world } = await isolatedTeam();
    const userName = 'kit@elsewhere.example';
    const name = { givenName: 'Kit', familyName: 'Person' };
    const { id } = await world('POST', '/teams', { name: 'Another team' });
    await world('POST', `/teams/${id}/members`, { email: userName, ...name });
    const invite = created(user({ userName, ...name, active: false }));
    expect(await post('/Users', { userName, name }), reading('other-team', { invite, conflict }));
  },
});

import { check } from '../check.ts';
import { created, user } from '../wire.ts';

export default check({
  quirk: 'developer-role',
  needs: ['control'],
  async run({ expect, expectSeen, isolatedTeam }) {
    const { post, team } = await isolatedTeam();
    const [userName, name] = ['kit@verified.example', { givenName: 'Kit', familyName: 'Person' }];
    const answer = await post('/Users', { userName, name, roles: [{ value: 'admin', primary: true }] });
    expect(answer, created(user({ userName, ...name })));
    const { role } = await team('GET', `/members/${userName}`);
    expectSeen('the role of a new user', role, 'developer');
  },
});

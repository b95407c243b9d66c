import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { where } from '../scim-request.ts';
import { created, list, ok, user } from '../wire.ts';

export default check({
  quirk: 'joins-at-once',
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, expect, skip }) {
    const { userName, name } = newUser();
    const answer = await post('/Users', { userName, name, active: true });
    expect(answer, created(user({ userName, ...name, active: true })));
    const member = toPerson(answer.json) ?? skip('POST answered no user');
    expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: true })));
    expect(await get(`/Users${where('userName', userName)}`), list([user({ ...member, active: true })]));
  },
});

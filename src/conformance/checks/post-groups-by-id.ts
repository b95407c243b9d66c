import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { created, group as groupOf, ok, user } from '../wire.ts';

export default check({
  quirk: 'post-groups-by-id',
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, group, expect, skip }) {
    const made = await group();
    const { userName, name } = newUser();
    const answer = await post('/Users', { userName, name, groups: [made.id] });
    expect(answer, created(user({ userName, ...name })));
    const member = toPerson(answer.json) ?? skip('POST answered no user');
    expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [member] })));
  },
});

import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { created, group as groupOf, ok, user } from '../wire.ts';

export default check({
  quirk: 'post-groups',
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, group, expect, skip }) {
    const [first, second] = [await group(), await group()];
    const { userName, name } = newUser();
    const answer = await post('/Users', { userName, name, groups: [first.displayName, second.displayName] });
    expect(answer, created(user({ userName, ...name })));
    const member = toPerson(answer.json) ?? skip('POST answered no user');
    for (const made of [first, second]) {
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [member] })));
    }
  },
});

import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { where } from '../scim-request.ts';
import { created, group as groupOf, list, ok, user } from '../wire.ts';

export default check({
  quirk: 'post-groups-unknown',
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, group, groupName, expect, skip }) {
    const made = await group();
    const [{ userName, name }, unheardOf] = [newUser(), groupName()];
    const answer = await post('/Users', { userName, name, groups: [unheardOf, made.displayName] });
    expect(answer, created(user({ userName, ...name })));
    const member = toPerson(answer.json) ?? skip('POST answered no user');
    expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [member] })));
    expect(await get(`/Groups${where('displayName', unheardOf)}`), list([]));
  },
});

import { check } from '../check.ts';
import { activeIs, patchOf } from '../scim-request.ts';
import { group as groupOf, ok, user } from '../wire.ts';

export default check({
  quirk: 'reactivation',
  needs: ['write'],
  async run({ get, patch, person, group, expect }) {
    const member = await person();
    const made = await group([member]);
    await patch(`/Users/${member.id}`, activeIs(false));
    expect(await patch(`/Users/${member.id}`, activeIs(true)), ok(user(member)));
    expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [] })));
    const add = patchOf({ op: 'add', path: 'members', value: [{ value: member.id }] });
    expect(await patch(`/Groups/${made.id}`, add), ok(groupOf(made)));
  },
});

import { check } from '../check.ts';
import { activeIs, patchOf, unknownId } from '../scim-request.ts';
import { group as groupOf, invalidSyntax, ok } from '../wire.ts';

export default check({
  quirk: 'group-member-not-in-team',
  needs: ['write'],
  async run({ get, post, patch, person, group, groupName, expect }) {
    const [gone, member] = [await person(), await person()];
    await patch(`/Users/${gone.id}`, activeIs(false));
    const made = await group([member]);
    for (const id of [unknownId, gone.id]) {
      const members = [{ value: member.id }, { value: id }];
      expect(await post('/Groups', { displayName: groupName(), members }), invalidSyntax);
      const add = patchOf({ op: 'add', path: 'members', value: [{ value: id }] });
      expect(await patch(`/Groups/${made.id}`, add), invalidSyntax);
    }
    expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
  },
});

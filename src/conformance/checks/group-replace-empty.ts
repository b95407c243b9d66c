import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-replace-empty',
  needs: ['write'],
  async run({ patch, person, group, expect }) {
    const member = await person();
    const made = await group();
    const add = patchOf({ op: 'add', path: 'members', value: [{ value: member.id }] });
    for (const empty of [{}, { value: null }, { value: [] }]) {
      expect(await patch(`/Groups/${made.id}`, add), ok(groupOf({ ...made, members: [member] })));
      const replace = patchOf({ op: 'replace', path: 'members', ...empty });
      expect(await patch(`/Groups/${made.id}`, replace), ok(groupOf({ ...made, members: [] })));
    }
  },
});

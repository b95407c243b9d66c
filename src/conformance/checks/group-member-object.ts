import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-member-object',
  needs: ['write'],
  async run({ patch, person, group, expect }) {
    const member = await person();
    const made = await group();
    for (const [op, members] of [
      ['add', [member]],
      ['remove', []],
      ['replace', [member]],
    ] as const) {
      const body = patchOf({ op, path: 'members', value: { value: member.id } });
      expect(await patch(`/Groups/${made.id}`, body), ok(groupOf({ ...made, members })));
    }
  },
});

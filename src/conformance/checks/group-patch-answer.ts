import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-patch-answer',
  needs: ['write'],
  async run({ patch, person, group, expect }) {
    const [one, other] = [await person(), await person()];
    const made = await group([one]);
    const add = patchOf({ op: 'add', path: 'members', value: [{ value: other.id }] });
    expect(await patch(`/Groups/${made.id}`, add), ok(groupOf({ ...made, members: [one, other] })));
  },
});

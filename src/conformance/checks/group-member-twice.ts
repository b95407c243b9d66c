import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-member-twice',
  needs: ['write'],
  async run({ patch, person, group, expect }) {
    const [inside, outside] = [await person(), await person()];
    const made = await group([inside]);
    const twice = [{ value: inside.id }, { value: inside.id }];
    const add = patchOf({ op: 'add', path: 'members', value: twice });
    expect(await patch(`/Groups/${made.id}`, add), ok(groupOf(made)));
    const remove = patchOf({ op: 'remove', path: 'members', value: [{ value: outside.id }] });
    expect(await patch(`/Groups/${made.id}`, remove), ok(groupOf(made)));
    const byFilter = patchOf({ op: 'remove', path: `members[value eq "${outside.id}"]` });
    expect(await patch(`/Groups/${made.id}`, byFilter), ok(groupOf(made)));
  },
});

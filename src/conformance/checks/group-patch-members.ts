import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-patch-members',
  needs: ['write'],
  async run({ get, patch, person, group, expect }) {
    const [one, other] = [await person(), await person()];
    const made = await group();
    const steps = [
      { op: 'add', value: [one], members: [one] },
      { op: 'Add', value: [other], members: [one, other] },
      { op: 'remove', value: [one], members: [other] },
      { op: 'Replace', value: [one], members: [one] },
      { op: 'replace', value: [one, other], members: [one, other] },
      { op: 'Remove', value: [one, other], members: [] },
    ];
    for (const { op, value, members } of steps) {
      const body = patchOf({ op, path: 'members', value: value.map(({ id }) => ({ value: id })) });
      expect(await patch(`/Groups/${made.id}`, body), ok(groupOf({ ...made, members })));
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members })));
    }
  },
});

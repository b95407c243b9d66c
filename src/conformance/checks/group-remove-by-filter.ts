import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-remove-by-filter',
  needs: ['write'],
  async run({ get, patch, person, group, expect }) {
    const [one, other] = [await person(), await person()];
    const made = await group([one, other]);
    const byFilter = patchOf({ op: 'remove', path: `members[value eq "${one.id}"]` });
    expect(await patch(`/Groups/${made.id}`, byFilter), ok(groupOf({ ...made, members: [other] })));
    const all = patchOf({ op: 'remove', path: 'members' });
    expect(await patch(`/Groups/${made.id}`, all), ok(groupOf({ ...made, members: [] })));
    expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [] })));
  },
});

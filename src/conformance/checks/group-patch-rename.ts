import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-patch-rename',
  needs: ['write'],
  async run({ get, patch, person, group, groupName, expect }) {
    const made = await group([await person()]);
    const displayName = groupName();
    const renamed = ok(groupOf({ ...made, displayName }));
    const rename = patchOf({ op: 'replace', value: { id: made.id, displayName } });
    expect(await patch(`/Groups/${made.id}`, rename), renamed);
    expect(await get(`/Groups/${made.id}`), renamed);
  },
});

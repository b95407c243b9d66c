import { check } from '../check.ts';
import { patchOf, unknownId } from '../scim-request.ts';
import { noSuchGroup } from '../wire.ts';

export default check({
  quirk: 'group-not-found',
  async run({ get, patch, remove, expect, may, groupName }) {
    for (const id of [unknownId, 'x']) expect(await get(`/Groups/${id}`), noSuchGroup);
    if (!may('write', 'PATCH and DELETE')) return;
    const rename = patchOf({ op: 'replace', value: { displayName: groupName() } });
    expect(await patch(`/Groups/${unknownId}`, rename), noSuchGroup);
    expect(await remove(`/Groups/${unknownId}`), noSuchGroup);
  },
});

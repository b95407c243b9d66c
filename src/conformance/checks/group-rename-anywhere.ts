import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-rename-anywhere',
  needs: ['write'],
  async run({ get, patch, person, group, groupName, expect }) {
    const made = await group([await person()]);
    const { id } = made;
    const [byPath, byObject] = [groupName(), groupName()];
    const operations = [
      { op: 'replace', path: 'displayName', value: byPath },
      { op: 'replace', path: 'members', value: { id, displayName: byObject } },
    ];
    for (const [index, displayName] of [byPath, byObject].entries()) {
      const answer = await patch(`/Groups/${id}`, patchOf(...operations.slice(index, index + 1)));
      expect(answer, ok(groupOf({ ...made, displayName })));
      expect(await get(`/Groups/${id}`), ok(groupOf({ ...made, displayName })));
    }
  },
});

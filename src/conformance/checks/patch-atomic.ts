import { check } from '../check.ts';
import { patchOf, unknownId } from '../scim-request.ts';
import { group as groupOf, invalidSyntax, ok } from '../wire.ts';

export default check({
  quirk: 'patch-atomic',
  needs: ['write'],
  async run({ get, patch, person, group, groupName, expect }) {
    const made = await group([await person()]);
    const rename = { op: 'replace', value: { displayName: groupName() } };
    const empty = { op: 'replace', path: 'members', value: [] };
    const impossible = { op: 'add', path: 'members', value: [{ value: unknownId }] };
    expect(await patch(`/Groups/${made.id}`, patchOf(rename, empty, impossible)), invalidSyntax);
    expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
  },
});

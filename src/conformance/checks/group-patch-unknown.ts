import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, invalidSyntax, ok } from '../wire.ts';

export default check({
  quirk: 'group-patch-unknown',
  needs: ['write'],
  async run({ get, patch, person, group, expect }) {
    const made = await group([await person()]);
    const unknown = [
      { op: 'replace', path: 'nonesuch', value: 'x' },
      { op: 'replace', value: { nonesuch: 'x' } },
      { op: 'move', path: 'members', value: [] },
      { op: 'remove', path: 'nonesuch[value eq "1"]' },
    ];
    for (const operation of unknown) {
      expect(await patch(`/Groups/${made.id}`, patchOf(operation)), invalidSyntax);
    }
    expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
  },
});

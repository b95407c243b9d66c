import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { invalidSyntax, ok, user } from '../wire.ts';

export default check({
  quirk: 'patch-active-op',
  needs: ['write'],
  async run({ get, patch, person, expect }) {
    const member = await person();
    const path = `/Users/${member.id}`;
    for (const op of ['add', 'remove', 'set', '']) {
      expect(await patch(path, patchOf({ op, path: 'active', value: false })), invalidSyntax);
    }
    expect(await patch(path, patchOf({ op: 'add', value: { active: false } })), invalidSyntax);
    expect(await get(path), ok(user(member)));
    const gone = ok(user({ ...member, active: false }));
    expect(await patch(path, patchOf({ op: 'REPLACE', value: { active: false } })), gone);
  },
});

import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { invalidSyntax, ok, user } from '../wire.ts';

export default check({
  quirk: 'patch-active-string',
  needs: ['write'],
  async run({ patch, person, expect }) {
    const member = await person();
    const path = `/Users/${member.id}`;
    for (const [value, active] of [
      ['False', false],
      ['True', true],
      ['false', false],
      ['TRUE', true],
    ] as const) {
      const answered = ok(user({ ...member, active }));
      expect(await patch(path, patchOf({ op: 'Replace', path: 'active', value })), answered);
      expect(await patch(path, patchOf({ op: 'replace', value: { active: value } })), answered);
    }
    expect(await patch(path, patchOf({ op: 'Replace', path: 'active', value: 'no' })), invalidSyntax);
  },
});

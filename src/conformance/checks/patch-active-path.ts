import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { ok, user } from '../wire.ts';

export default check({
  quirk: 'patch-active-path',
  needs: ['write'],
  async run({ get, patch, person, expect }) {
    const member = await person();
    for (const value of [false, true]) {
      const answer = await patch(`/Users/${member.id}`, patchOf({ op: 'replace', path: 'active', value }));
      expect(answer, ok(user({ ...member, active: value })));
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: value })));
    }
  },
});

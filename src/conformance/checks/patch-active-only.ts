import { check } from '../check.ts';
import { activeIs } from '../scim-request.ts';
import { ok, user } from '../wire.ts';

export default check({
  quirk: 'patch-active-only',
  needs: ['write'],
  async run({ get, patch, person, expect }) {
    const member = await person();
    for (const active of [false, false, true, true]) {
      expect(await patch(`/Users/${member.id}`, activeIs(active)), ok(user({ ...member, active })));
      expect(await get(`/Users/${member.id}`), ok(user({ ...member, active })));
    }
  },
});

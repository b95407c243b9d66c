import { check } from '../check.ts';
import { ok, unrouted, user } from '../wire.ts';

export default check({
  quirk: 'no-hard-delete',
  needs: ['write'],
  async run({ get, remove, person, expect }) {
    const member = await person();
    expect(await remove(`/Users/${member.id}`), unrouted);
    expect(await get(`/Users/${member.id}`), ok(user(member)));
  },
});

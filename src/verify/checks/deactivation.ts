import { check } from '../check.ts';
import { activeIs, where } from '../scim-request.ts';
import { list, ok, user } from '../wire.ts';

export default check({
  quirk: 'deactivation',
  needs: ['write'],
  async run({ get, patch, person, expect }) {
    const member = await person();
    const gone = user({ ...member, active: false });
    expect(await patch(`/Users/${member.id}`, activeIs(false)), ok(gone));
    expect(await get(`/Users/${member.id}`), ok(gone));
    expect(await get(`/Users${where('userName', member.userName)}`), list([gone]));
  },
});

import { check } from '../check.ts';
import { activeIs } from '../scim-request.ts';
import { conflict, ok, user } from '../wire.ts';

export default check({
  quirk: 'deactivated-conflict',
  needs: ['write'],
  async run({ get, post, patch, person, newUser, expect }) {
    const member = await person();
    await patch(`/Users/${member.id}`, activeIs(false));
    const { name } = newUser();
    expect(await post('/Users', { userName: member.userName, name, active: true }), conflict);
    expect(await get(`/Users/${member.id}`), ok(user({ ...member, active: false })));
  },
});

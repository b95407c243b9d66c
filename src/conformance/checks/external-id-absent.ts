import { check } from '../check.ts';
import { ok, user } from '../wire.ts';

export default check({
  quirk: 'external-id-absent',
  needs: ['write'],
  shape: ['User/externalId'],
  async run({ get, person, expect }) {
    const member = await person();
    expect(await get(`/Users/${member.id}`), ok(user({ ...member, externalId: undefined })));
  },
});

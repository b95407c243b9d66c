import { check } from '../check.ts';
import { ok, user } from '../wire.ts';

export default check({
  quirk: 'put-partial-name',
  needs: ['write'],
  async run({ get, put, person, expect }) {
    const member = await person();
    const { id, userName } = member;
    const first = ok(user({ ...member, givenName: 'Half' }));
    expect(await put(`/Users/${id}`, { userName, name: { givenName: 'Half' } }), first);
    const both = ok(user({ ...member, givenName: 'Half', familyName: 'Named' }));
    expect(await put(`/Users/${id}`, { userName, name: { familyName: 'Named' } }), both);
    expect(await get(`/Users/${id}`), both);
  },
});

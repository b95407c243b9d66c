import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { ok, user } from '../wire.ts';

export default check({
  quirk: 'put-active',
  needs: ['write'],
  async run({ get, put, person, expect }) {
    const member = await person();
    const { id, userName, givenName, familyName } = member;
    const ignored = ok(user(member));
    const gone = reading('put-active', { ignore: ignored, apply: ok(user({ ...member, active: false })) });
    expect(await put(`/Users/${id}`, { userName, name: { givenName, familyName }, active: false }), gone);
    expect(await get(`/Users/${id}`), gone);
    expect(await put(`/Users/${id}`, { userName, name: { givenName, familyName }, active: true }), ignored);
    expect(await get(`/Users/${id}`), ignored);
  },
});

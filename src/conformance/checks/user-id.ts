import { check } from '../check.ts';
import { like } from '../pattern.ts';
import { ok, user } from '../wire.ts';

const hex = like(/^[0-9a-f]{48}$/, '48 lower-case hex digits');

export default check({
  quirk: 'user-id',
  async run({ get, existingUser, expect }) {
    const somebody = await existingUser();
    expect(await get(`/Users/${somebody.id}`), ok(user({ ...somebody, id: hex })));
  },
});

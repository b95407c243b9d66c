import { check } from '../check.ts';
import { like } from '../pattern.ts';
import { ok, user } from '../wire.ts';

const hex = like(/^[0-9a-f]{48}$/, '48 lower-case hex digits');

export default check({
  quirk: 'user-id',
  async run({ get, anybody, expect }) {
    const somebody = await anybody();
    expect(await get(`/Users/${somebody.id}`), ok(user({ ...somebody, id: hex })));
  },
});

import { check } from '../check.ts';
import { conflict } from '../wire.ts';

export default check({
  quirk: 'user-exists',
  needs: ['write'],
  async run({ post, person, newUser, expect }) {
    const { userName } = await person();
    expect(await post('/Users', { ...newUser(), userName }), conflict);
  },
});

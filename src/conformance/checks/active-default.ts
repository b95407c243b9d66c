import { check } from '../check.ts';
import { created, user } from '../wire.ts';

export default check({
  quirk: 'active-default',
  needs: ['write'],
  people: 1,
  async run({ post, newUser, expect }) {
    const { userName, name } = newUser();
    expect(await post('/Users', { userName, name }), created(user({ userName, ...name, active: true })));
  },
});

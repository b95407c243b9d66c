import { check } from '../check.ts';
import { created, user } from '../wire.ts';

export default check({
  quirk: 'active-default',
  needs: ['write'],
  people: 1,
  async run({ post, newcomer, expect }) {
    const { userName, name } = newcomer();
    expect(await post('/Users', { userName, name }), created(user({ userName, ...name, active: true })));
  },
});

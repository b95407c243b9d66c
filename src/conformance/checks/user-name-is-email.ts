import { check } from '../check.ts';
import { invalidSyntax } from '../wire.ts';

export default check({
  quirk: 'user-name-is-email',
  needs: ['write'],
  async run({ post, newUser, expect }) {
    const { userName, name } = newUser();
    const [local] = userName.split('@');
    for (const wrong of [local, `${local}@`, '@example.com', '']) {
      expect(await post('/Users', { userName: wrong, name }), invalidSyntax);
    }
  },
});

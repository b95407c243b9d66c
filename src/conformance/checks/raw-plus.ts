import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { created, list, user } from '../wire.ts';

export default check({
  quirk: 'raw-plus',
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, expect }) {
    const { userName, name } = newUser('+plus');
    expect(await post('/Users', { userName, name }), created(user({ userName, ...name })));
    const encoded = where('userName', userName);
    expect(await get(`/Users${encoded}`), list([user({ userName, ...name })]));
    expect(await get(`/Users${encoded.replace('%2B', '+')}`), list([]));
  },
});

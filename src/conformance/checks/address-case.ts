import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { conflict, list } from '../wire.ts';

export default check({
  quirk: 'address-case',
  needs: ['write'],
  async run({ get, post, person, newUser, expect }) {
    const userName = (await person()).userName.toUpperCase();
    expect(await get(`/Users${where('userName', userName)}`), list([]));
    expect(await post('/Users', { ...newUser(), userName }), conflict);
  },
});

import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list, unrouted } from '../wire.ts';

export default check({
  quirk: 'trailing-slash',
  async run({ get, expect, unusedEmail }) {
    expect(await get(`/Users/${where('userName', unusedEmail)}`), list([]));
    expect(await get('//Users?count=1'), unrouted);
  },
});

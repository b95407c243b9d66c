import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'items-per-page',
  shape: ['ListResponse'],
  async run({ get, expect, unusedEmail }) {
    for (const query of [`/Users${where('userName', unusedEmail)}`, `/Groups${where('displayName', unusedEmail)}`]) {
      expect(await get(`${query}&count=2`), list([], { count: 2 }));
      expect(await get(`${query}&startIndex=3`), list([], { startIndex: 3 }));
    }
  },
});

import { check } from '../check.ts';
import { anyNumber } from '../pattern.ts';
import { where } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'count-bounds',
  async run({ get, expect, unusedEmail }) {
    for (const count of ['0', '-1', '-100']) {
      expect(await get(`/Users?count=${count}`), list([], { count: 0, total: anyNumber }));
      expect(await get(`/Groups?count=${count}`), list([], { count: 0, total: anyNumber }));
    }
    for (const count of ['abc', '']) {
      expect(await get(`/Users${where('userName', unusedEmail)}&count=${count}`), list([]));
    }
  },
});

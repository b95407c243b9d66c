import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'authorization-forms',
  async run({ get, expect, unusedEmail }) {
    for (const keyForm of ['bearer', 'bare'] as const) {
      expect(await get(`/Users${where('userName', unusedEmail)}`, { keyForm }), list([]));
    }
  },
});

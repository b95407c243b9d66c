import { check } from '../check.ts';
import { filtered } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'filter-keyword-case',
  async run({ get, expect, unusedEmail }) {
    expect(await get(`/Users${filtered(`USERNAME EQ "${unusedEmail}"`)}`), list([]));
    expect(await get(`/Users${filtered(`username Eq "${unusedEmail}"`)}`), list([]));
    expect(await get(`/Groups${filtered(`DisplayName EQ "${unusedEmail}"`)}`), list([]));
  },
});

import { check } from '../check.ts';
import { filtered } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'filter-keyword-case',
  async run({ get, expect, nobody }) {
    expect(await get(`/Users${filtered(`USERNAME EQ "${nobody}"`)}`), list([]));
    expect(await get(`/Users${filtered(`username Eq "${nobody}"`)}`), list([]));
    expect(await get(`/Groups${filtered(`DisplayName EQ "${nobody}"`)}`), list([]));
  },
});

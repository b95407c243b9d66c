import { check } from '../check.ts';
import { filtered } from '../scim-request.ts';
import { list, user } from '../wire.ts';

export default check({
  quirk: 'filter-single-quotes',
  async run({ get, anybody, expect, nobody }) {
    expect(await get(`/Users${filtered(`userName eq '${nobody}'`)}`), list([]));
    expect(await get(`/Groups${filtered(`displayName eq '${nobody}'`)}`), list([]));
    const somebody = await anybody();
    expect(await get(`/Users${filtered(`userName eq '${somebody.userName}'`)}`), list([user(somebody)]));
  },
});

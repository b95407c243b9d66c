import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'unknown-parameters',
  async run({ get, expect, nobody }) {
    const more = '&excludedAttributes=members&attributes=userName&sortBy=userName&sortOrder=descending&nonesuch=1';
    expect(await get(`/Users${where('userName', nobody)}${more}`), list([]));
    expect(await get(`/Groups${where('displayName', nobody)}${more}`), list([]));
  },
});

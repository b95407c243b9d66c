import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'unknown-parameters',
  async run({ get, expect, unusedEmail }) {
    const more = '&excludedAttributes=members&attributes=userName&sortBy=userName&sortOrder=descending&nonesuch=1';
    expect(await get(`/Users${where('userName', unusedEmail)}${more}`), list([]));
    expect(await get(`/Groups${where('displayName', unusedEmail)}${more}`), list([]));
  },
});

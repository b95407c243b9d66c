import { check } from '../check.ts';
import { filtered } from '../scim-request.ts';
import { list, user } from '../wire.ts';

export default check({
  quirk: 'filter-single-quotes',
  async run({ get, existingUser, expect, unusedEmail }) {
    expect(await get(`/Users${filtered(`userName eq '${unusedEmail}'`)}`), list([]));
    expect(await get(`/Groups${filtered(`displayName eq '${unusedEmail}'`)}`), list([]));
    const somebody = await existingUser();
    expect(await get(`/Users${filtered(`userName eq '${somebody.userName}'`)}`), list([user(somebody)]));
  },
});

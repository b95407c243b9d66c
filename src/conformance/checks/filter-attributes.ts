import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { group as groupOf, list, user } from '../wire.ts';

export default check({
  quirk: 'filter-attributes',
  async run({ get, expect, unusedEmail, person, group, may }) {
    expect(await get(`/Users${where('userName', unusedEmail)}`), list([]));
    expect(await get(`/Groups${where('displayName', unusedEmail)}`), list([]));
    if (!may('write', 'filters that find something')) return;
    const member = await person();
    expect(await get(`/Users${where('userName', member.userName)}`), list([user(member)]));
    const made = await group();
    expect(await get(`/Groups${where('displayName', made.displayName)}`), list([groupOf(made)]));
  },
});

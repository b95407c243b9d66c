import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list, user } from '../wire.ts';

const otherCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());

export default check({
  quirk: 'filter-case',
  async run({ get, existingUser, group, expect, may }) {
    const somebody = await existingUser();
    expect(await get(`/Users${where('userName', somebody.userName)}`), list([user(somebody)]));
    expect(await get(`/Users${where('userName', otherCase(somebody.userName))}`), list([]));
    if (!may('write', 'groups')) return;
    const { displayName } = await group();
    expect(await get(`/Groups${where('displayName', otherCase(displayName))}`), list([]));
  },
});

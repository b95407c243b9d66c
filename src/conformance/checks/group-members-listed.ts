import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { group as groupOf, list } from '../wire.ts';

export default check({
  quirk: 'group-members-listed',
  needs: ['write'],
  async run({ get, person, group, expect }) {
    const made = await group([await person()]);
    const query = `/Groups${where('displayName', made.displayName)}`;
    expect(await get(query), list([groupOf(made)]));
    expect(await get(`${query}&excludedAttributes=members`), list([groupOf(made)]));
  },
});

import { check } from '../check.ts';
import { filtered } from '../scim-request.ts';
import { filterRefused } from '../wire.ts';

const refused = [
  'externalId eq "1"',
  'id eq "1"',
  'userName eq "a@b.example"',
  'members.value eq "1"',
  'members[value eq "1"]',
  'displayName ne "x"',
  'displayName co "x"',
  'displayName pr',
  'displayName eq "x" or displayName eq "x"',
  'displayName eq',
  'displayName eq "x',
];

export default check({
  quirk: 'filter-refused-groups',
  async run({ get, expect }) {
    for (const filter of refused) expect(await get(`/Groups${filtered(filter)}&count=1`), filterRefused);
  },
});

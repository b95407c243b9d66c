import { check } from '../check.ts';
import { filtered } from '../scim-request.ts';
import { filterRefused } from '../wire.ts';

const refused = [
  'externalId eq "1"',
  'displayName eq "x"',
  'emails.value eq "a@b.example"',
  'emails[type eq "work"]',
  'id eq "1"',
  'userName ne "a@b.example"',
  'userName co "a"',
  'userName sw "a"',
  'userName pr',
  'userName eq "a@b.example" and userName eq "a@b.example"',
  'not (userName eq "a@b.example")',
  'userName eq',
  'userName eq "a@b.example',
  'userName',
];

export default check({
  quirk: 'filter-refused-users',
  async run({ get, expect }) {
    for (const filter of refused) expect(await get(`/Users${filtered(filter)}&count=1`), filterRefused);
  },
});

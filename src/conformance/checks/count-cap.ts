import { check } from '../check.ts';
import { each } from '../pattern.ts';
import { where } from '../scim-request.ts';
import { list, user } from '../wire.ts';

const people = Array.from({ length: 103 }, (_, index) => ({
  email: `kit${index}@verified.example`,
  givenName: 'Kit',
  familyName: `Person ${index}`,
}));

export default check({
  quirk: 'count-cap',
  async run({ get, expect, unusedEmail, may, isolatedTeam }) {
    const query = `/Users${where('userName', unusedEmail)}`;
    for (const asked of ['', '&count=100', '&count=101', '&count=5000']) expect(await get(query + asked), list([]));
    if (!may('control', 'more than a hundred users')) return;
    const large = await isolatedTeam({ members: people });
    const hundred = each(user({}), (length) => length === 100, '100');
    for (const asked of ['', '?count=100', '?count=101', '?count=5000']) {
      expect(await large.get(`/Users${asked}`), list(hundred, { total: 103, returned: 100 }));
    }
    const rest = each(user({}), (length) => length === 3, '3');
    expect(await large.get('/Users?startIndex=101'), list(rest, { total: 103, returned: 3, startIndex: 101 }));
  },
});

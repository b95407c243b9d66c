import { check } from '../check.ts';
import { resourcesIn, toPerson } from '../made.ts';
import { list, type Person, user } from '../wire.ts';

export default check({
  quirk: 'list-order',
  async run({ get, person, expect, may, isolatedTeam, skip }) {
    if (may('control', 'the order of creation')) {
      const { get, post } = await isolatedTeam();
      const people = ['zoe', 'abe', 'mia'].map((name) => ({
        userName: `${name}@verified.example`,
        name: { givenName: name, familyName: 'Kit' },
      }));
      for (const person of people) await post('/Users', person);
      const all = people.map(({ userName, name }) => user({ userName, ...name }));
      expect(await get('/Users'), list(all, { total: 3 }));
      for (const [index, one] of all.entries()) {
        const page = list([one], { total: 3, count: 1, startIndex: index + 1 });
        expect(await get(`/Users?count=1&startIndex=${index + 1}`), page);
      }
    }
    if (may('write', 'members who are there for certain')) for (const _ of [1, 2]) await person();
    const both = await get('/Users?count=2');
    const people = resourcesIn(both.json)
      .map(toPerson)
      .filter((person): person is Person => person !== undefined);
    const total = Number((both.json as { totalResults?: unknown })?.totalResults);
    if (people.length < 2) return skip('there are not two users to put in order');
    for (const [index, person] of people.entries()) {
      const page = list([user(person)], { total, count: 1, startIndex: index + 1 });
      expect(await get(`/Users?count=1&startIndex=${index + 1}`), page);
    }
  },
});

import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { anyNumber, each } from '../pattern.ts';
import { filtered } from '../scim-request.ts';
import { filterRefused, list, user } from '../wire.ts';

export default check({
  quirk: 'filter-active',
  async run({ get, expect }) {
    for (const active of [true, false]) {
      for (const value of [`"${active}"`, `${active}`]) {
        const some = each(user({ active }), (length) => length <= 1, 'at most one');
        const answer = await get(`/Users${filtered(`active eq ${value}`)}&count=1`);
        const accept = list(some, { total: anyNumber, count: 1 });
        expect(answer, reading('filter-active', { refuse: filterRefused, accept }));
      }
    }
  },
});

import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { anyNumber, each } from '../pattern.ts';
import { activeIs, filtered } from '../scim-request.ts';
import { filterRefused, list, user } from '../wire.ts';

export default check({
  quirk: 'filter-active',
  async run({ get, patch, person, expect, may }) {
    const certain = may('write', 'somebody active and somebody deactivated, to be found');
    if (certain) {
      const [gone] = [await person(), await person()];
      await patch(`/Users/${gone.id}`, activeIs(false));
    }
    const fits = (length: number): boolean => length === 1 || (length === 0 && !certain);
    for (const active of [true, false]) {
      for (const value of [`"${active}"`, `${active}`]) {
        const one = each(user({ active }), fits, certain ? '1' : 'at most one');
        const answer = await get(`/Users${filtered(`active eq ${value}`)}&count=1`);
        const accept = list(one, { total: anyNumber, count: 1 });
        expect(answer, reading('filter-active', { refuse: filterRefused, accept }));
      }
    }
  },
});

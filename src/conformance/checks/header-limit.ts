import { check } from '../check.ts';
import { anyText, optional } from '../pattern.ts';
import { scimError } from '../wire.ts';

export default check({
  quirk: 'header-limit',
  async run({ get, expect }) {
    const answer = await get('/Users?count=1', { headers: { 'x-padding': 'x'.repeat(17 * 1024) } });
    expect(answer, scimError(431, anyText, optional(anyText)));
  },
});

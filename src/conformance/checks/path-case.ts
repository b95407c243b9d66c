import { check } from '../check.ts';
import { unrouted } from '../wire.ts';

export default check({
  quirk: 'path-case',
  async run({ get, expect }) {
    expect(await get('/users?count=1'), unrouted);
    expect(await get('/GROUPS?count=1'), unrouted);
  },
});

import { check } from '../check.ts';
import { unrouted } from '../wire.ts';

export default check({
  quirk: 'unrouted-before-key',
  async run({ get, expect }) {
    expect(await get('/Schemas', { keyForm: 'none' }), unrouted);
    expect(await get('/Schemas', { key: 'no-such-key' }), unrouted);
  },
});

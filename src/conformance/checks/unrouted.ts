import { check } from '../check.ts';
import { unknownId } from '../scim-request.ts';
import { unrouted } from '../wire.ts';

export default check({
  quirk: 'unrouted',
  async run({ get, put, post, remove, expect, may }) {
    for (const path of ['/Schemas', '/Bulk', '/Me', '/.search', '/Users/x/y', '']) expect(await get(path), unrouted);
    if (!may('write', 'methods that are not routed')) return;
    expect(await put('/Users', {}), unrouted);
    expect(await put(`/Groups/${unknownId}`, {}), unrouted);
    expect(await post('/Bulk', {}), unrouted);
    expect(await remove('/Users'), unrouted);
  },
});

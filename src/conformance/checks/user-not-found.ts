import { check } from '../check.ts';
import { activeIs, unknownId } from '../scim-request.ts';
import { noSuchUser } from '../wire.ts';

export default check({
  quirk: 'user-not-found',
  shape: ['Error'],
  async run({ get, put, patch, expect, may }) {
    for (const id of [unknownId, 'x', 'a%20b']) expect(await get(`/Users/${id}`), noSuchUser);
    if (!may('write', 'PUT and PATCH')) return;
    expect(await put(`/Users/${unknownId}`, { name: { givenName: 'Kit', familyName: 'Nobody' } }), noSuchUser);
    expect(await patch(`/Users/${unknownId}`, activeIs(false)), noSuchUser);
  },
});

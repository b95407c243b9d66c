import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list, ok, user } from '../wire.ts';

export default check({
  quirk: 'scim-json-accepted',
  shape: ['content-type'],
  async run({ get, put, person, expect, may, unusedEmail }) {
    const accept = { accept: 'application/scim+json' };
    expect(await get(`/Users${where('userName', unusedEmail)}`, { headers: accept }), list([]));
    if (!may('write', 'a body of type application/scim+json')) return;
    const member = await person();
    const { givenName, familyName } = member;
    for (const type of ['application/scim+json', 'application/scim+json; charset=utf-8']) {
      const answer = await put(
        `/Users/${member.id}`,
        { userName: member.userName, name: { givenName, familyName } },
        { headers: { ...accept, 'content-type': type } },
      );
      expect(answer, ok(user(member)));
    }
  },
});

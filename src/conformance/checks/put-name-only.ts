import { check } from '../check.ts';
import { ok, user } from '../wire.ts';

export default check({
  quirk: 'put-name-only',
  needs: ['write'],
  async run({ get, put, person, expect }) {
    const member = await person();
    const name = { givenName: 'Renamed', familyName: 'Entirely' };
    const answer = await put(`/Users/${member.id}`, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: member.id,
      userName: member.userName,
      name: { ...name, middleName: 'M' },
      displayName: 'Somebody Else',
      title: 'Tester',
      emails: [{ value: member.userName, type: 'work', primary: true }],
      active: true,
    });
    expect(answer, ok(user({ ...member, ...name })));
    expect(await get(`/Users/${member.id}`), ok(user({ ...member, ...name })));
    const back = { givenName: member.givenName, familyName: member.familyName };
    expect(await put(`/Users/${member.id}`, { userName: member.userName, name: back }), ok(user(member)));
  },
});

import { check } from '../check.ts';
import { anything } from '../pattern.ts';
import { ok, user } from '../wire.ts';

const schema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export default check({
  quirk: 'enterprise-extension',
  async run({ get, put, person, expect, expectSeen, may }) {
    const answer = await get('/ResourceTypes');
    expect(answer, ok(anything));
    const [userType] = Array.isArray(answer.json) ? answer.json : [];
    expectSeen('what /ResourceTypes says of extensions', userType?.schemaExtensions, [{ schema, required: true }]);
    if (!may('write', 'extension attributes that are sent')) return;
    const member = await person();
    const { userName, givenName, familyName } = member;
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', schema],
      userName,
      name: { givenName, familyName },
      [schema]: { department: 'Tests', employeeNumber: '7' },
    };
    expect(await put(`/Users/${member.id}`, body), ok(user(member)));
    expect(await get(`/Users/${member.id}`), ok(user(member)));
  },
});

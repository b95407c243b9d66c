import { check } from '../check.ts';
import { group as groupOf, ok, user } from '../wire.ts';

const Operations = [{ op: 'replace', value: { active: true } }];

export default check({
  quirk: 'schemas-unchecked',
  needs: ['write'],
  async run({ put, patch, person, group, expect }) {
    const made = await group();
    const rename = [{ op: 'replace', value: { displayName: made.displayName } }];
    for (const schemas of [['urn:ietf:params:scim:api:messages:2.0:PutOp'], [], undefined]) {
      expect(await patch(`/Groups/${made.id}`, { schemas, Operations: rename }), ok(groupOf(made)));
    }
    const member = await person();
    expect(await patch(`/Users/${member.id}`, { schemas: ['urn:nonesuch'], Operations }), ok(user(member)));
    const { userName, givenName, familyName } = member;
    expect(await put(`/Users/${member.id}`, { userName, name: { givenName, familyName } }), ok(user(member)));
  },
});

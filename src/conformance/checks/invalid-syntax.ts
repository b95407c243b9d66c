import { check } from '../check.ts';
import { patchOf, unreadable } from '../scim-request.ts';
import { invalidSyntax } from '../wire.ts';

export default check({
  quirk: 'invalid-syntax',
  needs: ['write'],
  async run({ post, put, patch, person, newUser, group, groupName, expect }) {
    const { userName, name } = newUser();
    for (const body of [
      '',
      unreadable,
      '[]',
      '"text"',
      'null',
      {},
      { name },
      { userName: 5, name },
      { userName, name: 'Kit' },
    ]) {
      expect(await post('/Users', body), invalidSyntax);
    }
    expect(await post('/Users', { userName, name: { givenName: 5, familyName: 'Kit' } }), invalidSyntax);
    expect(await post('/Users', { userName, name, active: 'perhaps' }), invalidSyntax);

    const member = await person();
    for (const body of ['', unreadable, '[]', { name: 'Kit' }, { name: { givenName: 5 } }]) {
      expect(await put(`/Users/${member.id}`, body), invalidSyntax);
    }
    const replace = (active: unknown) => patchOf({ op: 'replace', value: { active } });
    for (const body of [
      '',
      unreadable,
      {},
      patchOf(),
      { Operations: 'none' },
      replace('perhaps'),
      replace(null),
      replace(1),
    ]) {
      expect(await patch(`/Users/${member.id}`, body), invalidSyntax);
    }

    const displayName = groupName();
    for (const body of ['', unreadable, {}, { members: [] }, { displayName: 5 }, { displayName, members: 'none' }]) {
      expect(await post('/Groups', body), invalidSyntax);
    }
    const { id } = await group();
    for (const body of ['', unreadable, {}, patchOf()]) expect(await patch(`/Groups/${id}`, body), invalidSyntax);
  },
});

import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { invalidSyntax, ok, user } from '../wire.ts';

export default check({
  quirk: 'user-name-updates',
  needs: ['write', 'verified domain'],
  people: 2,
  async run({ get, put, patch, person, newUser, expect }) {
    const member = await person();
    const { id, givenName, familyName } = member;
    const [byPut, byPatch] = [newUser().userName, newUser().userName];
    const unchanged = ok(user(member));

    const put1 = await put(`/Users/${id}`, { userName: byPut, name: { givenName, familyName } });
    const afterPut = ok(user({ ...member, userName: byPut }));
    expect(put1, reading('user-name-updates', { never: unchanged, 'verified-domains': afterPut }));

    const patched = await patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'userName', value: byPatch }));
    const afterPatch = ok(user({ ...member, userName: byPatch }));
    const ignored = reading('patch-other-attributes', { ignore: unchanged, reject: invalidSyntax });
    expect(patched, reading('user-name-updates', { never: ignored, 'verified-domains': afterPatch }));
    expect(
      await get(`/Users/${id}`),
      reading('user-name-updates', { never: unchanged, 'verified-domains': afterPatch }),
    );
  },
});

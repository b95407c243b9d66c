import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { conflict, invalidSyntax, ok, user } from '../wire.ts';

export default check({
  quirk: 'user-name-update-refused',
  needs: ['write', 'verified domain'],
  where: { 'user-name-updates': 'verified-domains' },
  async run({ get, put, patch, person, expect }) {
    const [member, other] = [await person(), await person()];
    const { id, givenName, familyName } = member;
    const name = { givenName, familyName };
    const rename = (userName: string) => patchOf({ op: 'replace', path: 'userName', value: userName });
    const elsewhere = 'kit@unverified.invalid';
    const shouted = member.userName.toUpperCase();
    expect(await put(`/Users/${id}`, { userName: elsewhere, name }), invalidSyntax);
    expect(await patch(`/Users/${id}`, rename(elsewhere)), invalidSyntax);
    expect(await put(`/Users/${id}`, { userName: other.userName, name }), conflict);
    expect(await patch(`/Users/${id}`, rename(other.userName)), conflict);
    expect(await put(`/Users/${id}`, { userName: shouted, name }), ok(user(member)));
    expect(await patch(`/Users/${id}`, rename(shouted)), ok(user(member)));
    expect(await get(`/Users/${id}`), ok(user(member)));
  },
});

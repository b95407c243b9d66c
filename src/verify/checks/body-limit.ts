import { check } from '../check.ts';
import { invalidSyntax, ok, user } from '../wire.ts';

const mebibyte = 1024 * 1024;

export default check({
  quirk: 'body-limit',
  needs: ['write'],
  async run({ put, person, expect }) {
    const member = await person();
    const { givenName, familyName } = member;
    const bodyOf = (length: number): string => {
      const body = { userName: member.userName, name: { givenName, familyName }, title: '' };
      return JSON.stringify({ ...body, title: 'x'.repeat(length - JSON.stringify(body).length) });
    };
    expect(await put(`/Users/${member.id}`, bodyOf(mebibyte)), ok(user(member)));
    expect(await put(`/Users/${member.id}`, bodyOf(mebibyte + 1)), invalidSyntax);
  },
});

import { check } from '../check.ts';
import { unknownId } from '../scim-request.ts';
import { invalidSyntax, noSuchUser } from '../wire.ts';

const mebibyte = 1024 * 1024;

const bodyOf = (length: number): string => {
  const body = { name: { givenName: 'Kit', familyName: 'Nobody' }, title: '' };
  return JSON.stringify({ ...body, title: 'x'.repeat(length - JSON.stringify(body).length) });
};

/** Sent to an id that unusedEmail has: a server that keeps all it is sent has unusedEmail to keep a mebibyte with. */
export default check({
  quirk: 'body-limit',
  needs: ['write'],
  async run({ put, expect }) {
    expect(await put(`/Users/${unknownId}`, bodyOf(mebibyte)), noSuchUser);
    expect(await put(`/Users/${unknownId}`, bodyOf(mebibyte + 1)), invalidSyntax);
  },
});

import { check } from '../check.ts';
import { unknownId } from '../scim-request.ts';
import { invalidSyntax, noSuchUser } from '../wire.ts';

const mebibyte = 1024 * 1024;

const bodyOf = (length: number): string => {
  const body = { name: { givenName: 'Kit', familyName: 'Nobody' }, title: '' };
  return JSON.stringify({ ...body, title: 'x'.repeat(length - JSON.stringify(body).length) });
};

/** The id is unknown, because a server that stores every body would otherwise keep a mebibyte. */
export default check({
  quirk: 'body-limit',
  needs: ['write'],
  async run({ put, expect }) {
    expect(await put(`/Users/${unknownId}`, bodyOf(mebibyte)), noSuchUser);
    expect(await put(`/Users/${unknownId}`, bodyOf(mebibyte + 1)), invalidSyntax);
  },
});

import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { like, not, type Pattern } from '../pattern.ts';
import { unknownId } from '../scim-request.ts';
import { created, ok, user } from '../wire.ts';

const wholeSeconds = like(
  /^(?!1999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/,
  "a timestamp of Postman's, in whole seconds",
);
const meta = { resourceType: 'Robot', created: '1999-12-31T00:00:00.000Z', lastModified: '1999-12-31T00:00:00.000Z' };

export default check({
  quirk: 'read-only',
  needs: ['write'],
  people: 1,
  async run({ get, post, put, newUser, expect, skip }) {
    const { userName, name } = newUser();
    const answer = await post('/Users', { id: unknownId, userName, name, meta });
    const own = (id: Pattern) => user({ id, userName, ...name, created: wholeSeconds });
    expect(answer, created(own(not(unknownId))));
    const id = toPerson(answer.json)?.id ?? skip('POST answered no user');
    expect(await put(`/Users/${id}`, { id: unknownId, userName, name, meta }), ok(own(id)));
    expect(await get(`/Users/${id}`), ok(own(id)));
  },
});

import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { created, ok, user } from '../wire.ts';

export default check({
  quirk: 'external-id-once',
  needs: ['write'],
  people: 1,
  async run({ get, post, put, person, newUser, expect, skip }) {
    const { userName, name } = newUser();
    const answer = await post('/Users', { userName, name, externalId: 'hr-1' });
    expect(answer, created(user({ userName, ...name, externalId: 'hr-1' })));
    const member = toPerson(answer.json) ?? skip('POST answered no user');
    expect(await put(`/Users/${member.id}`, { userName, name, externalId: 'hr-2' }), ok(user(member)));
    expect(await get(`/Users/${member.id}`), ok(user(member)));

    const { id, ...other } = await person();
    const named = { givenName: other.givenName, familyName: other.familyName };
    const late = await put(`/Users/${id}`, { userName: other.userName, name: named, externalId: 'hr-3' });
    expect(late, ok(user({ ...other, id, externalId: undefined })));
  },
});

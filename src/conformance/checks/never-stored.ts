import { check } from '../check.ts';
import { toPerson } from '../made.ts';
import { created, ok, user } from '../wire.ts';

export default check({
  quirk: 'never-stored',
  shape: ['User'],
  people: 1,
  async run({ get, post, existingUser, newUser, expect, may, skip }) {
    const somebody = await existingUser();
    expect(await get(`/Users/${somebody.id}`), ok(user(somebody)));
    if (!may('write', 'attributes that are sent')) return;
    const { userName, name } = newUser();
    const answer = await post('/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      name: { ...name, middleName: 'M', formatted: 'Kit M. Person' },
      externalId: 'hr-4',
      displayName: 'Kit P.',
      nickName: 'Kitty',
      title: 'Tester',
      locale: 'en-GB',
      timezone: 'Europe/London',
      password: 'never to be seen',
      emails: [{ value: userName, type: 'work', primary: true }],
      phoneNumbers: [{ value: '555-0100', type: 'work' }],
      roles: [{ value: 'admin' }],
      groups: [],
      active: true,
    });
    const member = { userName, ...name, externalId: 'hr-4' };
    expect(answer, created(user(member)));
    const id = toPerson(answer.json)?.id ?? skip('POST answered no user');
    expect(await get(`/Users/${id}`), ok(user({ ...member, id })));
  },
});

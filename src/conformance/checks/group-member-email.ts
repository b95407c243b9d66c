import { check } from '../check.ts';
import { resourcesIn, toPerson } from '../made.ts';
import { where } from '../scim-request.ts';
import { created, list, newGroup, user } from '../wire.ts';

export default check({
  quirk: 'group-member-email',
  needs: ['write'],
  people: 1,
  async run({ get, post, newUser, groupName, expect }) {
    const { userName } = newUser();
    const name = { givenName: 'Mail', familyName: 'Member' };
    const displayName = groupName();
    const answer = await post('/Groups', { displayName, members: [{ value: userName, display: 'Mail Member' }] });
    const found = await get(`/Users${where('userName', userName)}`);
    const member = toPerson(resourcesIn(found.json)[0]);
    expect(found, list([user({ userName, ...name })]));
    expect(answer, created(newGroup({ displayName, members: member ? [member] : [] })));
  },
});

import { check } from '../check.ts';
import { created, group as groupOf, newGroup, ok } from '../wire.ts';

export default check({
  quirk: 'group-display',
  needs: ['write'],
  async run({ get, post, put, person, groupName, expect }) {
    const member = await person();
    const made = { displayName: groupName(), members: [member] };
    const answer = await post('/Groups', {
      displayName: made.displayName,
      members: [{ value: member.id, display: 'Somebody Else', displayName: 'Somebody Else' }],
    });
    expect(answer, created(newGroup(made)));
    const { id } = answer.json as { id: string };
    const renamed = { ...member, givenName: 'Renamed' };
    const name = { givenName: renamed.givenName, familyName: renamed.familyName };
    await put(`/Users/${member.id}`, { userName: member.userName, name });
    expect(await get(`/Groups/${id}`), ok(groupOf({ ...made, id, members: [renamed] })));
  },
});

import { check } from '../check.ts';
import { created, group as groupOf, newGroup, ok } from '../wire.ts';

export default check({
  quirk: 'group-post-key-order',
  needs: ['write'],
  shape: ['Group', 'new Group'],
  async run({ get, post, person, groupName, expect }) {
    const members = [await person()];
    for (const extra of [{ externalId: 'hr-5' }, {}]) {
      const displayName = groupName();
      const answer = await post('/Groups', {
        displayName,
        members: members.map(({ id }) => ({ value: id })),
        ...extra,
      });
      expect(answer, created(newGroup({ displayName, members, ...extra })));
      const { id } = answer.json as { id: string };
      expect(await get(`/Groups/${id}`), ok(groupOf({ id, displayName, members, ...extra })));
    }
  },
});

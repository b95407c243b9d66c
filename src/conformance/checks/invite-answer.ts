import { check } from '../check.ts';
import { resourcesIn, toPerson } from '../made.ts';
import { where } from '../scim-request.ts';
import { created, group as groupOf, list, ok, user } from '../wire.ts';

export default check({
  quirk: 'invite-answer',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { get, post, world, team } = await isolatedTeam();
    const { json } = await post('/Groups', { displayName: 'Meant for' });
    const { id } = json as { id: string };
    const userName = 'kit@elsewhere.example';
    const name = { givenName: 'Kit', familyName: 'Person' };
    await world('POST', '/accounts', { email: userName, ...name });
    expect(
      await post('/Users', { userName, name, active: true, groups: ['Meant for'] }),
      created(user({ userName, ...name, active: false })),
    );
    await team('POST', `/invites/${userName}/accept`);
    const joined = user({ userName, ...name, active: true });
    const found = await get(`/Users${where('userName', userName)}`);
    expect(found, list([joined]));
    const members = resourcesIn(found.json).flatMap((resource) => toPerson(resource) ?? []);
    expect(await get(`/Groups/${id}`), ok(groupOf({ id, displayName: 'Meant for', members })));
  },
});

import { check } from '../check.ts';
import { activeIs } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'deactivation-leaves-groups',
  needs: ['write'],
  async run({ get, patch, person, group, expect }) {
    const [leaving, staying] = [await person(), await person()];
    const made = await group([leaving, staying]);
    expect(await get(`/Groups/${made.id}`), ok(groupOf(made)));
    await patch(`/Users/${leaving.id}`, activeIs(false));
    expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, members: [staying] })));
  },
});

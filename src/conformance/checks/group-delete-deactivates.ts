import { check } from '../check.ts';
import { noContent, ok, user } from '../wire.ts';

export default check({
  quirk: 'group-delete-deactivates',
  needs: ['write'],
  async run({ get, remove, person, group, expect }) {
    const [leaving, staying] = [await person(), await person()];
    const made = await group([leaving, staying]);
    await group([staying]);
    expect(await remove(`/Groups/${made.id}`), noContent);
    expect(await get(`/Users/${leaving.id}`), ok(user({ ...leaving, active: false })));
    expect(await get(`/Users/${staying.id}`), ok(user(staying)));
  },
});

import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { group as groupOf, list, noContent, noSuchGroup, ok, user } from '../wire.ts';

export default check({
  quirk: 'group-delete',
  needs: ['write'],
  async run({ get, remove, person, group, expect }) {
    const member = await person();
    const [made, kept] = [await group([member]), await group([member])];
    expect(await remove(`/Groups/${made.id}`), noContent);
    expect(await get(`/Groups/${made.id}`), noSuchGroup);
    expect(await remove(`/Groups/${made.id}`), noSuchGroup);
    expect(await get(`/Groups${where('displayName', made.displayName)}`), list([]));
    expect(await get(`/Groups/${kept.id}`), ok(groupOf(kept)));
    expect(await get(`/Users/${member.id}`), ok(user(member)));
  },
});

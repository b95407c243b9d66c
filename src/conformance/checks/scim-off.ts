import { check } from '../check.ts';
import { list, unauthorized } from '../wire.ts';

export default check({
  quirk: 'scim-off',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { team, get } = await isolatedTeam();
    await team('PATCH', '', { scimEnabled: false });
    expect(await get('/Users'), unauthorized);
    expect(await get('/ServiceProviderConfig'), unauthorized);
    await team('PATCH', '', { scimEnabled: true });
    expect(await get('/Groups'), list([]));
  },
});

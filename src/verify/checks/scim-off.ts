import { check } from '../check.ts';
import { list, unauthorized } from '../wire.ts';

export default check({
  quirk: 'scim-off',
  needs: ['control'],
  async run({ expect, twin }) {
    const { team, get } = await twin();
    await team('PATCH', '', { scimEnabled: false });
    expect(await get('/Users'), unauthorized);
    expect(await get('/ServiceProviderConfig'), unauthorized);
    await team('PATCH', '', { scimEnabled: true });
    expect(await get('/Groups'), list([]));
  },
});

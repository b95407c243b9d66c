import { check } from '../check.ts';
import { unauthorized } from '../wire.ts';

export default check({
  quirk: 'key-refused',
  async run({ get, post, expect, may, isolatedTeam }) {
    for (const path of ['/Users', '/Groups', '/ServiceProviderConfig']) {
      expect(await get(path, { keyForm: 'none' }), unauthorized);
      for (const keyForm of ['bearer', 'bare', 'x-api-key'] as const) {
        expect(await get(path, { keyForm, key: 'no-such-key' }), unauthorized);
      }
    }
    if (may('write', 'a write without a key')) expect(await post('/Users', {}, { keyForm: 'none' }), unauthorized);
    if (!may('control', 'a revoked key')) return;
    const other = await isolatedTeam();
    const { id, key } = await other.team('POST', '/keys', { name: 'To be revoked' });
    await other.team('POST', `/keys/${id}/revoke`);
    expect(await other.withKey(String(key)).get('/Users'), unauthorized);
  },
});

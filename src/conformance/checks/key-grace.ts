import { check } from '../check.ts';
import { list, unauthorized } from '../wire.ts';

export default check({
  quirk: 'key-grace',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { team, world, withKey } = await isolatedTeam();
    await world('PUT', '/clock', { frozen: true });
    const old = await team('POST', '/keys', { name: 'To be regenerated' });
    const fresh = await team('POST', `/keys/${old.id}/regenerate`, { graceSeconds: 3600 });
    const [before, after] = [withKey(String(old.key)), withKey(String(fresh.key))];
    expect(await before.get('/Groups'), list([]));
    expect(await after.get('/Groups'), list([]));
    await world('POST', '/clock/advance', { seconds: 3601 });
    expect(await before.get('/Groups'), unauthorized);
    expect(await after.get('/Groups'), list([]));
  },
});

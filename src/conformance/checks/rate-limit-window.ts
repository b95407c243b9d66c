import { check } from '../check.ts';
import { limited } from '../rate-limit.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'rate-limit-window',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { world, get } = await isolatedTeam({ rateLimit: '1/1' });
    await world('PUT', '/clock', { now: '2026-01-05T10:00:30.000Z', frozen: true });
    expect(await get('/Users'), list([]));
    for (const seconds of [0, 31, 28]) {
      await world('POST', '/clock/advance', { seconds });
      expect(await get('/Users', { patient: false }), limited);
    }
    await world('POST', '/clock/advance', { seconds: 1 });
    expect(await get('/Users', { patient: false }), list([]));
  },
});

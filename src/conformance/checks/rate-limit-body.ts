import { check } from '../check.ts';
import { limited } from '../rate-limit.ts';
import { list } from '../wire.ts';

export default check({
  quirk: 'rate-limit-body',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { world, get } = await isolatedTeam({ rateLimit: '1/1' });
    await world('PUT', '/clock', { frozen: true });
    expect(await get('/Users'), list([]));
    expect(await get('/Users', { patient: false }), limited);
  },
});

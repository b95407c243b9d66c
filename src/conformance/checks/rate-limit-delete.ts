import { check } from '../check.ts';
import { limited } from '../rate-limit.ts';
import { unknownId } from '../scim-request.ts';
import { noSuchGroup } from '../wire.ts';

export default check({
  quirk: 'rate-limit-delete',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { world, remove, post } = await isolatedTeam({ rateLimit: '1/1' });
    await world('PUT', '/clock', { frozen: true });
    expect(await remove(`/Groups/${unknownId}`), noSuchGroup);
    expect(await remove(`/Groups/${unknownId}`, { patient: false }), limited);
    expect(await post('/Groups', {}, { patient: false }), limited);
  },
});

import { check } from '../check.ts';
import { limited, limitOf } from '../rate-limit.ts';
import { list, scimError, textOf } from '../wire.ts';

export default check({
  quirk: 'rate-limits',
  needs: ['control'],
  async run({ expect, expectSeen, isolatedTeam }) {
    const documented = await isolatedTeam({ rateLimit: 'postman' });
    await documented.world('PUT', '/clock', { frozen: true });
    expectSeen('the limit of reads', limitOf(await documented.get('/Users')), '300, 299 left');
    expectSeen('of reads, after a write', limitOf(await documented.post('/Users', {})), '180, 179 left');
    expectSeen('of reads, on another endpoint', limitOf(await documented.get('/Groups')), '300, 298 left');

    const { world, get, post } = await isolatedTeam({ rateLimit: '2/1' });
    await world('PUT', '/clock', { frozen: true });
    expect(await get('/Users'), list([]));
    expect(await get('/Groups'), list([]));
    expect(await get('/Users', { patient: false }), limited);
    expect(await get('/ServiceProviderConfig', { patient: false }), limited);
    expect(await post('/Users', {}), scimError(400, textOf.body, 'invalidSyntax'));
    expect(await post('/Groups', {}, { patient: false }), limited);
  },
});

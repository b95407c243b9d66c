import { check } from '../check.ts';
import { limited } from '../rate-limit.ts';
import { filtered, unknownId, unreadable } from '../scim-request.ts';
import { filterRefused, invalidSyntax, scimError, textOf, unauthorized } from '../wire.ts';

export default check({
  quirk: 'check-order',
  async run({ get, post, put, expect, may, isolatedTeam }) {
    const wrong = { key: 'no-such-key' };
    expect(await get(`/Users${filtered('nonesuch')}`, wrong), unauthorized);
    expect(await get(`/Users/${unknownId}`, wrong), unauthorized);
    if (may('write', 'key before body, body before resource')) {
      expect(await post('/Users', unreadable, wrong), unauthorized);
      expect(await put(`/Users/${unknownId}`, unreadable), invalidSyntax);
    }
    if (may('control', 'team, rate limit, fault, and then the rest')) {
      const other = await isolatedTeam({ rateLimit: '1/1' });
      await other.world('PUT', '/clock', { frozen: true });
      expect(await other.get(`/Users${filtered('nonesuch')}`), filterRefused);
      expect(await other.get(`/Users${filtered('nonesuch')}`, { patient: false }), limited);
      await other.team('DELETE', '');
      expect(await other.get('/Users', { patient: false }), scimError(400, textOf.teamDeleted));

      const faulty = await isolatedTeam();
      const operations = ['createScimUser', 'getScimUserResource', 'getScimGroupResources'];
      await faulty.world('POST', '/faults', { operations, effect: { kind: 'error', status: 500 } });
      expect(await faulty.post('/Users', unreadable), scimError(500, textOf.fault));
      expect(await faulty.get(`/Users/${unknownId}`), scimError(500, textOf.faultUser));
      expect(await faulty.get(`/Groups${filtered('nonesuch')}`), scimError(500, textOf.faultGroups));
      expect(await faulty.get('/Users', { key: 'no-such-key' }), unauthorized);
    }
  },
});

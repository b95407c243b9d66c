import { check } from '../check.ts';
import { scimError, textOf } from '../wire.ts';

export default check({
  quirk: 'discovery-checks-team',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { team, withKey, get } = await isolatedTeam();
    const email = 'admin@verified.example';
    await team('POST', '/members', { email, givenName: 'Team', familyName: 'Admin', role: 'admin' });
    const { key } = await team('POST', '/keys', { name: 'Made by the admin', createdBy: email });
    await team('DELETE', `/members/${email}`);
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes']) {
      expect(await withKey(String(key)).get(path), scimError(403, textOf.adminLeft));
    }
    await team('DELETE', '');
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes']) {
      expect(await get(path), scimError(400, textOf.teamDeleted));
    }
  },
});

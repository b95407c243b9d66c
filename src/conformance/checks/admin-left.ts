import { check } from '../check.ts';
import { scimError, textOf } from '../wire.ts';

export default check({
  quirk: 'admin-left',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { team, withKey } = await isolatedTeam();
    const email = 'admin@verified.example';
    await team('POST', '/members', { email, givenName: 'Team', familyName: 'Admin', role: 'admin' });
    const { key } = await team('POST', '/keys', { name: 'Made by the admin', createdBy: email });
    await team('DELETE', `/members/${email}`);
    const { get, post } = withKey(String(key));
    const refused = scimError(403, textOf.adminLeft);
    expect(await get('/Users'), refused);
    expect(await get('/Groups'), refused);
    expect(await post('/Users', {}), refused);
  },
});

import { check } from '../check.ts';
import { scimError, textOf } from '../wire.ts';

export default check({
  quirk: 'team-deleted',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { team, get, post } = await isolatedTeam();
    await team('DELETE', '');
    const refused = scimError(400, textOf.teamDeleted);
    expect(await get('/Users'), refused);
    expect(await get('/Groups'), refused);
    expect(await post('/Users', {}), refused);
  },
});

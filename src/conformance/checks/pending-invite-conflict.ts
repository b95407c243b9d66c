import { check } from '../check.ts';
import { conflict, created, user } from '../wire.ts';

export default check({
  quirk: 'pending-invite-conflict',
  needs: ['control'],
  async run({ expect, isolatedTeam }) {
    const { post, world, team } = await isolatedTeam();
    const name = { givenName: 'Kit', familyName: 'Person' };
    const [byScim, byAdmin] = ['kit@elsewhere.example', 'kat@elsewhere.example'];
    for (const email of [byScim, byAdmin]) await world('POST', '/accounts', { email, ...name });
    await post('/Users', { userName: byScim, name });
    expect(await post('/Users', { userName: byScim, name }), conflict);
    await team('POST', '/invites', { email: byAdmin });
    expect(await post('/Users', { userName: byAdmin, name }), conflict);
    await team('POST', `/invites/${byAdmin}/decline`);
    const again = created(user({ userName: byAdmin, ...name, active: false }));
    expect(await post('/Users', { userName: byAdmin, name }), again);
  },
});

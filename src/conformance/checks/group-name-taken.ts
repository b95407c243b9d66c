import { check } from '../check.ts';
import { conflict, created, newGroup } from '../wire.ts';

export default check({
  quirk: 'group-name-taken',
  needs: ['write'],
  async run({ post, group, expect }) {
    const { displayName } = await group();
    expect(await post('/Groups', { displayName }), conflict);
    const shouted = displayName.toUpperCase();
    expect(await post('/Groups', { displayName: shouted }), created(newGroup({ displayName: shouted, members: [] })));
  },
});

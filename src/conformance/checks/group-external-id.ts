import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { group as groupOf, ok } from '../wire.ts';

export default check({
  quirk: 'group-external-id',
  needs: ['write'],
  shape: ['Group/externalId', 'new Group/externalId'],
  async run({ get, patch, person, group, expect }) {
    const made = await group([await person()]);
    for (const externalId of ['hr-6', 'hr-7']) {
      const body = patchOf({ op: 'Replace', path: 'externalId', value: externalId });
      expect(await patch(`/Groups/${made.id}`, body), ok(groupOf({ ...made, externalId })));
      expect(await get(`/Groups/${made.id}`), ok(groupOf({ ...made, externalId })));
    }
  },
});

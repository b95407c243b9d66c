import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { patchOf } from '../scim-request.ts';
import { invalidSyntax, ok, user } from '../wire.ts';

export default check({
  quirk: 'patch-other-attributes',
  needs: ['write'],
  async run({ get, patch, person, expect }) {
    const member = await person();
    const path = `/Users/${member.id}`;
    const rename = { op: 'Replace', path: 'name.givenName', value: 'Renamed' };
    const ignored = reading('patch-other-attributes', { ignore: ok(user(member)), reject: invalidSyntax });
    expect(await patch(path, patchOf(rename)), ignored);
    expect(await patch(path, patchOf({ op: 'add', path: 'title', value: 'Tester' })), ignored);
    expect(await patch(path, patchOf({ op: 'replace', value: { displayName: 'Somebody Else' } })), ignored);
    expect(await get(path), ok(user(member)));

    const gone = ok(user({ ...member, active: false }));
    const both = await patch(path, patchOf(rename, { op: 'Replace', path: 'active', value: 'False' }));
    expect(both, reading('patch-other-attributes', { ignore: gone, reject: invalidSyntax }));
    expect(await get(path), reading('patch-other-attributes', { ignore: gone, reject: ok(user(member)) }));
  },
});

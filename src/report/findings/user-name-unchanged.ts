import { type FindingKind, Matters } from '../finding.ts';
import { wantedOf } from '../resource.ts';
import { people } from '../wording.ts';

export const userNameUnchanged: FindingKind = {
  id: 'user-name-unchanged',
  severity: 'error',
  title: 'The address did not change',
  explanation:
    'Postman answers 200 and keeps the old `userName`. The identity provider and Postman now disagree: the person is not found under the new address, and a POST of it may create somebody else.',
  remedy:
    'Do not count on changing addresses through SCIM. Compare `userName` in the answer with what you sent, and have an admin change the address.',
  quirks: ['user-name-updates', 'put-name-only', 'patch-active-only'],
  detect: () => {
    const open = new Matters();
    return {
      take(call, memory) {
        const { answered } = memory;
        if (answered?.kind !== 'users' || call.operation === 'createScimUser') return;
        const wanted = wantedOf(call).get('userName');
        if (typeof wanted !== 'string') return;
        if (wanted.toLowerCase() === answered.name.toLowerCase()) open.settle(answered.id);
        else open.open(answered.id, call, `sent userName ${wanted}, still ${answered.name}`);
      },
      conclude: () => open.sum((count) => `A new \`userName\` was sent for ${people(count)}, and ignored.`),
    };
  },
};

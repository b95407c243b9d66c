import { type FindingKind, Matters } from '../finding.ts';
import { attributesOf, wantedOf } from '../resource.ts';
import { people } from '../wording.ts';

export const externalIdUnchanged: FindingKind = {
  id: 'external-id-unchanged',
  severity: 'warning',
  title: 'externalId is set once',
  explanation:
    "Postman takes a user's `externalId` when the user is created, and ignores it afterwards. A client that matches people by it will not find them.",
  remedy: "Send `externalId` with POST. For people who are there already, match by `userName` or keep Postman's id.",
  quirks: ['external-id-once'],
  detect: () => {
    const open = new Matters();
    return {
      take(call, memory) {
        const { answered } = memory;
        if (answered?.kind !== 'users' || call.operation === 'createScimUser') return;
        const wanted = wantedOf(call).get('externalId');
        if (typeof wanted !== 'string') return;
        const stored = attributesOf(answered).get('externalId');
        if (wanted === stored) open.settle(answered.id);
        else {
          const still = stored === undefined ? 'it is not set' : `it is still ${JSON.stringify(stored)}`;
          open.open(answered.id, call, `${answered.name}: sent externalId ${wanted}, ${still}`);
        }
      },
      conclude: () => open.sum((count) => `Another \`externalId\` was sent for ${people(count)}, and ignored.`),
    };
  },
};

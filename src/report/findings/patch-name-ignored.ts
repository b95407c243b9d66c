import { type FindingKind, Matters } from '../finding.ts';
import { capacity, Recent } from '../recent.ts';
import { attributesOf, wantedOf } from '../resource.ts';
import { several } from '../wording.ts';

const halves = ['name.givenName', 'name.familyName'] as const;

export const patchNameIgnored: FindingKind = {
  id: 'patch-name-ignored',
  severity: 'error',
  title: 'PATCH does not change names',
  explanation: "Postman's PATCH of a user changes `active` and nothing else. It answers 200, and the old name stays.",
  remedy: 'Send names with `PUT /Users/{id}`. It takes name.givenName and name.familyName.',
  quirks: ['patch-active-only', 'patch-other-attributes', 'put-name-only'],
  detect: () => {
    const open = new Matters();
    /** What PATCH last asked for. */
    const asked = new Recent<string, string>(capacity);
    return {
      take(call, memory) {
        const { answered } = memory;
        if (answered?.kind !== 'users' || call.operation === 'createScimUser') return;
        const stored = attributesOf(answered);
        const wanted = wantedOf(call);
        for (const half of halves) {
          const key = `${answered.id} ${half}`;
          const value = wanted.get(half);
          if (call.operation === 'updateScimUserState' && typeof value === 'string') {
            asked.set(key, value);
            open.open(key, call, `${answered.name}: sent ${half} "${value}", still "${stored.get(half) ?? ''}"`);
          }
          if (asked.get(key) === stored.get(half)) open.settle(key);
        }
      },
      conclude: () => open.sum((count) => `PATCH was sent to change ${several(count, 'part')} of names. None changed.`),
    };
  },
};

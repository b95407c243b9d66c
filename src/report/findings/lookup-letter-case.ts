import { type FindingKind, Incidents } from '../finding.ts';
import { nameIn } from '../resource.ts';
import { people } from '../wording.ts';

export const lookupLetterCase: FindingKind = {
  id: 'lookup-letter-case',
  severity: 'error',
  title: 'Looks people up in another letter case',
  explanation:
    "Postman's filter regards letter case, its addresses do not. The look-up finds nobody, POST answers 409, and the person can never be matched.",
  remedy:
    "After a 409 look for the stored spelling: page through /Users and compare without regard to case. Then keep Postman's id.",
  quirks: ['filter-case', 'address-case'],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call, memory) {
        if (call.operation !== 'createScimUser' || call.entry.status !== 409 || !call.isGenuine) return;
        const userName = nameIn(call)?.name;
        if (userName === undefined) return;
        const looked = memory.lookUpOf(call.client, 'users', userName);
        if (looked === undefined || looked.found) return;
        const stored = memory.spellingOf(call.client, 'users', userName);
        if (!call.entry.quirks.includes('address-case') && (stored === undefined || stored === looked.value)) return;
        if (call.entry.quirks.some((quirk) => quirk === 'pending-invite-conflict' || quirk === 'other-team')) return;
        const spelling =
          stored === undefined || stored === looked.value ? 'stored in another letter case' : `stored as ${stored}`;
        seen.add(call, `looked for ${looked.value}, found nobody, then 409: ${spelling}`, userName);
      },
      conclude: () =>
        seen.sum(
          (_count, subjects) =>
            `${people(subjects.length)} had been looked up in another letter case than stored. Nobody was found, and POST met 409.`,
        ),
    };
  },
};

import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { several } from '../wording.ts';

/** Whoever asks for one or two tries the key, and does not want the list. */
const trial = 2;

export const onePageOfMany: FindingKind = {
  id: 'one-page-of-many',
  severity: 'error',
  title: 'Reads one page of many',
  explanation:
    'Postman sends 100 resources at most in one answer. Whoever is on a later page does not exist for the client.',
  remedy: 'Page on: startIndex plus the number of Resources in the answer, until totalResults is reached.',
  quirks: ['count-cap'],
  detect: () => {
    const first = new Recent<string, Incidents>(1_000);
    const pagers = new Recent<string, true>(1_000);
    return {
      take(call, memory) {
        const { page } = memory;
        if (page === undefined || page.filtered) return;
        const key = `${call.client} ${page.kind}`;
        if (page.start > 1) pagers.set(key, true);
        else if (page.returned > 0 && page.returned < page.total && (page.asked ?? 100) > trial) {
          const incidents = first.get(key) ?? new Incidents();
          incidents.add(call, `${page.returned} of ${several(page.total, page.kind.slice(0, -1))} read`, page.kind);
          first.set(key, incidents);
        }
      },
      conclude: () => {
        const unread = [...first].filter(([key]) => !pagers.has(key)).map(([, incidents]) => incidents);
        if (unread.length === 0) return undefined;
        const kinds = new Set(unread.flatMap((incidents) => [...incidents.subjects.keys()]));
        return {
          summary: `Only the first page of ${[...kinds].join(' and ')} was read, and there are more.`,
          count: unread.reduce((sum, { count }) => sum + count, 0),
          examples: unread.flatMap(({ examples }) => examples).slice(0, 5),
        };
      },
    };
  },
};

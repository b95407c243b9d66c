import type { Example } from '../../../schemas/report.ts';
import { type FindingKind, Incidents } from '../finding.ts';
import type { Walk } from '../lists.ts';
import { several } from '../wording.ts';

/** How many resources lie between the pages of a walk: in any order, for pages may be asked for all at once. */
const gapOf = (walk: Walk): { readonly count: number; readonly at: number } | undefined => {
  const pages = walk.pages.filter((page) => page.returned > 0).sort((one, other) => one.start - other.start);
  let next = 1;
  let count = 0;
  let at = 0;
  for (const { start, returned } of pages) {
    if (start > next) {
      count += start - next;
      at ||= next;
    }
    next = Math.max(next, start + returned);
  }
  return count > 0 ? { count, at } : undefined;
};

export const pagesSkipped: FindingKind = {
  id: 'pages-skipped',
  severity: 'error',
  title: 'Skips people between pages',
  explanation:
    'Postman cuts count to 100. A client that goes on by the count it asked for, and not by what it got, never sees those in between.',
  remedy: 'The next startIndex is this startIndex plus the number of Resources in the answer.',
  quirks: ['count-cap', 'items-per-page'],
  detect: () => {
    const seen = new Incidents();
    const last = new WeakMap<Walk, Example>();
    const noteOf = (walk: Walk): string | undefined => {
      const gap = gapOf(walk);
      return gap && `${several(gap.count, walk.kind.slice(0, -1))} from ${gap.at} on were never read`;
    };
    return {
      take(call, memory) {
        const { walk, endedWalk } = memory;
        if (endedWalk !== undefined) {
          const note = noteOf(endedWalk);
          if (note !== undefined) seen.addExample({ ...(last.get(endedWalk) ?? call.example('')), note });
        }
        if (walk !== undefined && walk.pages.length > 1) last.set(walk, call.example(''));
      },
      conclude: ({ memory }) => {
        const unfinished: Example[] = [];
        for (const walk of memory.walks.open()) {
          const note = noteOf(walk);
          const example = last.get(walk);
          if (note !== undefined && example !== undefined) unfinished.push({ ...example, note });
        }
        const count = seen.count + unfinished.length;
        if (count === 0) return undefined;
        return {
          summary: `${several(count, 'reading')} of a list left out somebody between two pages.`,
          count,
          examples: [...seen.examples, ...unfinished].slice(0, 5),
        };
      },
    };
  },
};

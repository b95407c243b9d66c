import { byCall, detection, type FindingKind, type Occurrence } from '../finding.ts';
import type { PageSequence } from '../run.ts';
import { agree, several } from '../wording.ts';

/** A client that asks for one or two tests the key, and does not need the list. */
const trial = 2;

const onePageOfMany: FindingKind = {
  id: 'one-page-of-many',
  severity: 'error',
  title: 'Reads one page of many',
  explanation: 'Postman sends 100 resources at most in one answer. People on later pages do not exist for the client.',
  remedy: 'Page on: startIndex plus the number of Resources in the answer, until totalResults is reached.',
  quirks: ['count-cap'],
  detect: ({ pageSequences }) => {
    const pagers = new Set(
      pageSequences
        .filter(({ steps }) => steps.some(({ page }) => page.start > 1))
        .map(({ client, kind }) => `${client} ${kind}`),
    );
    const occurrences = pageSequences.flatMap(({ client, kind, steps }): Occurrence[] => {
      const first = steps[0];
      if (first === undefined || pagers.has(`${client} ${kind}`)) return [];
      const { call, page } = first;
      if (page.returned === 0 || page.returned >= page.total || (page.asked ?? 100) <= trial) return [];
      return [{ call, note: `${page.returned} of ${several(page.total, kind.slice(0, -1))} read`, subject: kind }];
    });
    return detection(
      occurrences,
      (_count, kinds) => `Only the first page of ${kinds.join(' and ')} was read, and there are more.`,
    );
  },
};

/** How many resources lie between the pages of a sequence, in any order: pages may be asked for all at once. */
const gapOf = ({ steps }: PageSequence): { readonly count: number; readonly at: number } | undefined => {
  const pages = steps
    .map(({ page }) => page)
    .filter((page) => page.returned > 0)
    .sort((one, other) => one.start - other.start);
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

const pagesSkipped: FindingKind = {
  id: 'pages-skipped',
  severity: 'error',
  title: 'Skips people between pages',
  explanation:
    'Postman cuts count to 100. A client that goes on by the count it asked for, and not by what it got, never sees those in between.',
  remedy: 'The next startIndex is this startIndex plus the number of Resources in the answer.',
  quirks: ['count-cap', 'items-per-page'],
  detect: ({ pageSequences }) =>
    detection(
      pageSequences.flatMap((sequence): Occurrence[] => {
        const gap = gapOf(sequence);
        const call = sequence.steps.at(-1)?.call;
        if (gap === undefined || call === undefined) return [];
        return [{ call, note: `${several(gap.count, sequence.kind.slice(0, -1))} from ${gap.at} on were never read` }];
      }),
      (count) => `${several(count, 'reading')} of a list left out somebody between two pages.`,
    ),
};

const trustsItemsPerPage: FindingKind = {
  id: 'trusts-items-per-page',
  severity: 'error',
  title: 'Takes itemsPerPage for the number returned',
  explanation:
    'With items-per-page=count, itemsPerPage repeats the count that was asked for, also on an empty page. A client that goes on until it is smaller never stops.',
  remedy: 'Count the Resources in the answer. Stop at totalResults, or at an empty page.',
  quirks: ['items-per-page'],
  detect: ({ pageSequences }) =>
    detection(
      pageSequences.flatMap(({ steps }) =>
        steps.flatMap(({ call, page }, at): Occurrence[] => {
          const before = steps[at - 1]?.page;
          if (page.returned > 0 || page.perPage === 0 || before === undefined || before.returned > 0) return [];
          if (before.perPage === 0 || before.start <= before.total || page.start <= before.start) return [];
          return [{ call, note: `startIndex ${page.start} of ${page.total}, after an empty page` }];
        }),
      ),
      (count) => `${several(count, 'page')} ${agree(count, 'was', 'were')} asked for after an empty one.`,
    ),
};

const countAbove100: FindingKind = {
  id: 'count-above-100',
  severity: 'warning',
  title: 'Asks for more than 100 at once',
  explanation:
    'Postman cuts count to 100, without a word. A client that takes the answer for all there is misses the rest.',
  remedy: 'Ask for 100, and page.',
  quirks: ['count-cap'],
  detect: byCall(
    ({ page }) => (page?.asked !== undefined && page.asked > 100 ? `count=${page.asked}` : undefined),
    (count) => `${several(count, 'request')} asked for more than 100.`,
  ),
};

/** The same answer so often in a row brings nothing new. */
const often = 5;

/** Reads that are further apart are no polling: milliseconds. */
const pollIntervalMs = 5_000;

type Poll = { readonly answer: string; readonly count: number; readonly arrived: number };

const pollsUnchanged: FindingKind = {
  id: 'polls-unchanged',
  severity: 'note',
  title: 'Polls what has not changed',
  explanation:
    'Each poll is one of the 300 reads a minute that the whole team has. Postman sends no events and no ETags.',
  remedy: 'Ask less often. After a write use its answer: it holds the whole resource.',
  quirks: ['rate-limits'],
  detect: ({ calls }) => {
    const polls = new Map<string, Poll>();
    const occurrences: Occurrence[] = [];
    for (const call of calls) {
      const { url, arrived, changes } = call.entry;
      if (changes.length > 0) polls.clear();
      if (call.answerDigest === undefined) continue;
      const key = `${call.client} ${url}`;
      const before = polls.get(key);
      const isSame = before?.answer === call.answerDigest && arrived - before.arrived <= pollIntervalMs;
      const count = isSame ? before.count + 1 : 1;
      polls.set(key, { answer: call.answerDigest, count, arrived });
      if (count >= often) occurrences.push({ call, note: `the same answer ${count} times in a row`, subject: url });
    }
    return detection(
      occurrences,
      (count, urls) => `${several(count, 'read')} of ${several(urls.length, 'address', 'addresses')} told nothing new.`,
    );
  },
};

export const lists: readonly FindingKind[] = [
  onePageOfMany,
  pagesSkipped,
  trustsItemsPerPage,
  countAbove100,
  pollsUnchanged,
];

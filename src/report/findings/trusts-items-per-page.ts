import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const trustsItemsPerPage: FindingKind = {
  id: 'trusts-items-per-page',
  severity: 'error',
  title: 'Takes itemsPerPage for the number returned',
  explanation:
    'With items-per-page=count, itemsPerPage repeats the count that was asked for, also on an empty page. A client that goes on until it is smaller never stops.',
  remedy: 'Count the Resources in the answer. Stop at totalResults, or at an empty page.',
  quirks: ['items-per-page'],
  detect: eachCall(
    (call, memory) => {
      const { page, walk } = memory;
      if (page === undefined || walk === undefined || page.returned > 0 || page.perPage === 0) return undefined;
      const before = walk.pages.at(-2);
      if (call.entry.status !== 200 || before === undefined || before.returned > 0) return undefined;
      if (before.perPage === 0 || before.start <= before.total || page.start <= before.start) return undefined;
      return `startIndex ${page.start} of ${page.total}, after an empty page`;
    },
    (count) => `${several(count, 'page')} ${count === 1 ? 'was' : 'were'} asked for after an empty one.`,
  ),
};

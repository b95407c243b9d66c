import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const countAbove100: FindingKind = {
  id: 'count-above-100',
  severity: 'warning',
  title: 'Asks for more than 100 at once',
  explanation:
    'Postman cuts count to 100, without a word. A client that takes the answer for all there is misses the rest.',
  remedy: 'Ask for 100, and page.',
  quirks: ['count-cap'],
  detect: eachCall(
    (_call, { page }) => (page?.asked !== undefined && page.asked > 100 ? `count=${page.asked}` : undefined),
    (count) => `${several(count, 'request')} asked for more than 100.`,
  ),
};

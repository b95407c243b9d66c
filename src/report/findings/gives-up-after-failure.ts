import { wentOn } from '../ambiguity.ts';
import type { FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const givesUpAfterFailure: FindingKind = {
  id: 'gives-up-after-failure',
  severity: 'warning',
  title: 'Gives up after a failure',
  explanation:
    "A 5xx or a broken answer says nothing about the work: it may be done or not. Postman's own text is to try again.",
  remedy: 'Look what is there, wait a little, and send the write again where it is missing.',
  quirks: [],
  detect: wentOn(
    'gaveUp',
    (count) =>
      `${several(count, 'write')} of unknown outcome ${count === 1 ? 'was' : 'were'} neither looked after nor sent again.`,
  ),
};

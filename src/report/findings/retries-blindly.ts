import { wentOn } from '../ambiguity.ts';
import type { FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const retriesBlindly: FindingKind = {
  id: 'retries-blindly',
  severity: 'warning',
  title: 'Creates again without looking first',
  explanation:
    'After a 5xx or a broken answer nobody knows whether the person was created. This time it was not. Had it been, the retry would have met 409.',
  remedy: 'Look by filter before POST is sent again. Or look when the retry meets 409.',
  quirks: ['user-exists'],
  detect: wentOn(
    'blind',
    (count) =>
      `${several(count, 'POST')} of unknown outcome ${count === 1 ? 'was' : 'were'} sent again, without a look.`,
  ),
};

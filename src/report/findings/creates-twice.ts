import { wentOn } from '../ambiguity.ts';
import type { FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const createsTwice: FindingKind = {
  id: 'creates-twice',
  severity: 'error',
  title: 'Creates what was created already',
  explanation:
    'POST had done its work, though the answer was a failure. The retry met 409, and the client does not know the id: it cannot update or deactivate that person.',
  remedy: 'After a failure of unknown outcome look by filter, and take the id from there.',
  quirks: ['user-exists', 'group-name-taken'],
  detect: wentOn(
    'duplicated',
    (count) =>
      `${several(count, 'POST')} of unknown outcome ${count === 1 ? 'was' : 'were'} sent again and met 409. Nobody looked.`,
  ),
};

import { type FindingKind, Incidents } from '../finding.ts';
import { membersOf } from '../resource.ts';
import { several } from '../wording.ts';

export const bodyRefused: FindingKind = {
  id: 'body-refused',
  severity: 'error',
  title: 'Sends a body that Postman refuses',
  explanation: 'Postman answers 400 invalidSyntax and changes nothing, without saying what is wrong.',
  remedy: 'Look at the attributes named below, and at the requests in the journal.',
  quirks: ['invalid-syntax', 'required-names', 'patch-active-op', 'group-patch-unknown', 'group-member-not-in-team'],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call, memory) {
        if (call.isRead || call.operation === null || call.entry.status !== 400 || !call.isGenuine) return;
        const { quirks, outcomes, responseBody } = call.entry;
        if (responseBody?.includes('"invalidSyntax"') !== true) return;
        // What a refused request had right is rejected with it: the last is where it stopped.
        const culprit = outcomes.findLast(({ outcome }) => outcome === 'rejected')?.path;
        if (quirks.includes('group-member-not-in-team')) {
          const isInvited = membersOf(call).some((id) => memory.isInvited(id));
          if (!isInvited) seen.add(call, 'a member is not in the team');
        } else seen.add(call, culprit === undefined ? 'unreadable or incomplete' : `refused for ${culprit}`);
      },
      conclude: () =>
        seen.sum((count) => `${several(count, 'write')} ${count === 1 ? 'was' : 'were'} refused with 400.`),
    };
  },
};

import { type FindingKind, Incidents } from '../finding.ts';
import { membersOf } from '../resource.ts';
import { listed, several } from '../wording.ts';

export const groupBeforeAccepted: FindingKind = {
  id: 'group-before-accepted',
  severity: 'error',
  title: 'Adds somebody to a group before the invite is accepted',
  explanation:
    'Only people in the team can be in a group. Postman refuses the whole request, so the other members in it are not added either.',
  remedy: 'Add people once a look-up finds them, or name the groups in POST /Users: they are joined with the team.',
  quirks: ['group-member-not-in-team', 'pending-invite', 'patch-atomic'],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call, memory) {
        if (call.operation !== 'createScimGroup' && call.operation !== 'scimUpdateGroup') return;
        if (call.entry.status !== 400 || !call.entry.quirks.includes('group-member-not-in-team')) return;
        const pending = membersOf(call).filter((id) => memory.isInvited(id));
        if (pending.length === 0) return;
        const names = pending.map((id) => memory.nameOf(id));
        seen.add(call, `invited, not yet in the team: ${listed(names)}`);
      },
      conclude: () =>
        seen.sum((count) => `${several(count, 'group write')} named somebody whose invite is pending, and met 400.`),
    };
  },
};

import { type FindingKind, Matters } from '../finding.ts';
import { agree, people } from '../wording.ts';

export const groupDeleteDeactivates: FindingKind = {
  id: 'group-delete-deactivates',
  severity: 'warning',
  title: 'Deleting a group deactivates people',
  explanation: 'Postman deactivates the members of a deleted group who are in no other. They lose access to the team.',
  remedy:
    'Empty the group first where its people are to stay. To take access away, PATCH `active` to false, and say whom you mean.',
  quirks: ['group-delete'],
  detect: () => {
    const open = new Matters();
    return {
      take(call, memory) {
        if (!open.isEmpty) for (const { id, change } of call.entry.changes) if (change === 'activated') open.settle(id);
        if (call.operation !== 'deleteScimGroup') return;
        for (const { id, change } of call.entry.changes) {
          if (change === 'deactivated') open.open(id, call, `deactivated ${memory.nameOf(id)}`);
        }
      },
      conclude: () =>
        open.sum((count) => `${people(count)} ${agree(count, 'was', 'were')} deactivated by the deletion of a group.`),
    };
  },
};

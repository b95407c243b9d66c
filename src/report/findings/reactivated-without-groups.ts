import { type FindingKind, Matters } from '../finding.ts';
import { capacity, Recent } from '../recent.ts';
import { membersOf } from '../resource.ts';
import { people } from '../wording.ts';

export const reactivatedWithoutGroups: FindingKind = {
  id: 'reactivated-without-groups',
  severity: 'warning',
  title: 'Reactivated people lack their groups',
  explanation: 'Deactivation takes a person out of all groups, and reactivation does not put them back.',
  remedy: 'After PATCH `active` true add the person to their groups again.',
  quirks: ['deactivation-leaves-groups', 'reactivation'],
  detect: () => {
    const hadGroups = new Recent<string, true>(capacity);
    const open = new Matters();
    return {
      take(call, memory) {
        const { changes } = call.entry;
        for (const { id, change, resource } of changes) {
          if (resource !== 'User') continue;
          const leftGroups = changes.some((other) => other.resource === 'Group' && other.change === 'updated');
          if (change === 'deactivated' && leftGroups) {
            hadGroups.set(id, true);
            open.settle(id);
          } else if (change === 'activated' && hadGroups.delete(id)) {
            open.open(id, call, `${memory.nameOf(id)} is back, in no group`);
          }
        }
        if (open.isEmpty || !call.succeeded) return;
        if (call.operation === 'createScimGroup' || call.operation === 'scimUpdateGroup') {
          for (const id of membersOf(call)) open.settle(id);
        }
      },
      conclude: () => open.sum((count) => `${people(count)} came back to the team, and to none of their groups.`),
    };
  },
};

import { type FindingKind, Matters } from '../finding.ts';
import { keyOf, nameIn } from '../resource.ts';
import { several } from '../wording.ts';

export const conflictFatal: FindingKind = {
  id: 'conflict-fatal',
  severity: 'error',
  title: 'Gives up on 409',
  explanation:
    '409 says that the person or group is there already, perhaps deactivated. A client that stops here leaves them as they are: not updated, not reactivated, not in their groups.',
  remedy: 'On 409 look for the userName or displayName, take the id, and go on with it. Reactivate with PATCH.',
  quirks: ['user-exists', 'deactivated-conflict', 'group-name-taken'],
  detect: () => {
    const open = new Matters();
    return {
      take(call, memory) {
        const { client, operation } = call;
        if (!open.isEmpty) {
          const { page, lookUp } = memory;
          if (page !== undefined && lookUp !== undefined) open.settle(keyOf(client, page.kind, lookUp.value));
          else if (page !== undefined && !page.filtered) {
            open.settleWhere((key) => key.startsWith(keyOf(client, page.kind, '')));
          }
          const { resource } = call.entry;
          if (resource !== null && operation !== null) {
            const kind = operation.includes('Group') ? 'groups' : 'users';
            const name = memory.nameOf(resource);
            open.settle(keyOf(client, kind, name));
          }
        }
        if (call.entry.status !== 409 || !call.isGenuine) return;
        if (call.entry.quirks.some((quirk) => quirk === 'pending-invite-conflict' || quirk === 'other-team')) return;
        const created = nameIn(call);
        if (created === undefined) return;
        const { kind, name } = created;
        if (memory.doubts.concern(client, kind, name)) return;
        const note = call.entry.quirks.includes('deactivated-conflict') ? `${name} is deactivated in the team` : name;
        open.open(keyOf(client, kind, name), call, note, name);
      },
      conclude: () =>
        open.sum(
          (count) =>
            `POST met 409 for ${several(count, 'person or group', 'people or groups')}, and nobody looked for them afterwards.`,
        ),
    };
  },
};

import { detection, type FindingKind, type Occurrence, OpenIssues } from '../finding.ts';
import { agree, listed, people, several } from '../wording.ts';

const groupBeforeAccepted: FindingKind = {
  id: 'group-before-accepted',
  severity: 'error',
  title: 'Adds somebody to a group before the invite is accepted',
  explanation:
    'Only people in the team can be in a group. Postman refuses the whole request, so the other members in it are not added either.',
  remedy: 'Add people once a look-up finds them, or name the groups in POST /Users: they are joined with the team.',
  quirks: ['group-member-not-in-team', 'pending-invite', 'patch-atomic'],
  detect: (run) =>
    detection(
      run.calls.flatMap((call): Occurrence[] => {
        if (call.operation !== 'createScimGroup' && call.operation !== 'scimUpdateGroup') return [];
        if (call.status !== 400 || !call.entry.quirks.includes('group-member-not-in-team')) return [];
        const pending = call.members.filter((id) => run.wasInvitedAt(call, id));
        if (pending.length === 0) return [];
        const names = pending.map((id) => run.nameOf(call, id));
        return [{ call, note: `invited, not yet in the team: ${listed(names)}` }];
      }),
      (count) => `${several(count, 'group write')} named somebody whose invite is pending, and met 400.`,
    ),
};

const groupDeleteDeactivates: FindingKind = {
  id: 'group-delete-deactivates',
  severity: 'warning',
  title: 'Deleting a group deactivates people',
  explanation: 'Postman deactivates the members of a deleted group who are in no other. They lose access to the team.',
  remedy:
    'Empty the group first where its people are to stay. To take access away, PATCH `active` to false, and say whom you mean.',
  quirks: ['group-delete'],
  detect: (run) => {
    const open = new OpenIssues();
    for (const call of run.calls) {
      for (const { id, change } of call.entry.changes) {
        if (change === 'activated') open.settle(id);
        if (change === 'deactivated' && call.operation === 'deleteScimGroup')
          open.open(id, { call, note: `deactivated ${run.nameOf(call, id)}` });
      }
    }
    return open.detection(
      (count) => `${people(count)} ${agree(count, 'was', 'were')} deactivated by the deletion of a group.`,
    );
  },
};

const reactivatedWithoutGroups: FindingKind = {
  id: 'reactivated-without-groups',
  severity: 'warning',
  title: 'Reactivated people lack their groups',
  explanation: 'Deactivation takes a person out of all groups, and reactivation does not put them back.',
  remedy: 'After PATCH `active` true add the person to their groups again.',
  quirks: ['deactivation-leaves-groups', 'reactivation'],
  detect: (run) => {
    const hadGroups = new Set<string>();
    const open = new OpenIssues();
    for (const call of run.calls) {
      const { changes } = call.entry;
      const leftGroups = changes.some(({ resource, change }) => resource === 'Group' && change === 'updated');
      for (const { id, change, resource } of changes) {
        if (resource !== 'User') continue;
        if (change === 'deactivated' && leftGroups) {
          hadGroups.add(id);
          open.settle(id);
        } else if (change === 'activated' && hadGroups.delete(id)) {
          open.open(id, { call, note: `${run.nameOf(call, id)} is back, in no group` });
        }
      }
      if (!call.succeeded) continue;
      if (call.operation === 'createScimGroup' || call.operation === 'scimUpdateGroup') {
        for (const id of call.members) open.settle(id);
      }
    }
    return open.detection((count) => `${people(count)} came back to the team, and to none of their groups.`);
  },
};

/** So many in a row are a habit. */
const habit = 5;

/** A later change is another occasion: milliseconds. */
const occasionMs = 60_000;

type Row = { readonly op: string; readonly count: number; readonly arrived: number };

const oneMemberAtATime: FindingKind = {
  id: 'one-member-at-a-time',
  severity: 'note',
  title: 'Changes group members one at a time',
  explanation: 'Each request is one of the 180 writes a minute, and Postman takes many members in one.',
  remedy: 'Send one PATCH with all members: `{"op":"add","path":"members","value":[{"value":"…"},{"value":"…"}]}`.',
  quirks: ['group-patch-members', 'rate-limits'],
  detect: (run) => {
    const rows = new Map<string, Row>();
    const occurrences: Occurrence[] = [];
    for (const call of run.calls) {
      const { resource, arrived } = call.entry;
      if (call.operation !== 'scimUpdateGroup' || resource === null) continue;
      const key = `${call.client} ${resource}`;
      const [change] = call.sent.memberChanges;
      if (change === undefined || change.op === 'replace' || call.sent.operations > 1 || change.ids.length !== 1) {
        rows.delete(key);
        continue;
      }
      const before = rows.get(key);
      const goesOn = before?.op === change.op && arrived - before.arrived <= occasionMs;
      const count = goesOn ? before.count + 1 : 1;
      rows.set(key, { op: change.op, count, arrived });
      if (count < habit) continue;
      const name = run.nameOf(call);
      occurrences.push({ call, note: `${change.op} ${count} in a row for group ${name}`, subject: name });
    }
    return detection(
      occurrences,
      (_count, groups) => `Members of ${several(groups.length, 'group')} were changed one at a time.`,
    );
  },
};

export const groups: readonly FindingKind[] = [
  groupBeforeAccepted,
  groupDeleteDeactivates,
  reactivatedWithoutGroups,
  oneMemberAtATime,
];

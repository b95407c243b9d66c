import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { membersOf, readPatch } from '../resource.ts';
import { several } from '../wording.ts';

/** So many in a row are a habit. */
const habit = 5;

/** A later change is another occasion: milliseconds. */
const occasion = 60_000;

type Row = { op: string; count: number; arrived: number };

export const oneMemberAtATime: FindingKind = {
  id: 'one-member-at-a-time',
  severity: 'note',
  title: 'Changes group members one at a time',
  explanation: 'Each request is one of the 180 writes a minute, and Postman takes many members in one.',
  remedy: 'Send one PATCH with all members: `{"op":"add","path":"members","value":[{"value":"…"},{"value":"…"}]}`.',
  quirks: ['group-patch-members', 'rate-limits'],
  detect: () => {
    const seen = new Incidents();
    const rows = new Recent<string, Row>(1_000);
    return {
      take(call, memory) {
        const { resource, arrived } = call.entry;
        if (call.operation !== 'scimUpdateGroup' || resource === null) return;
        const operations = readPatch(call);
        const op = operations[0]?.op;
        const key = `${call.client} ${resource}`;
        if (op === undefined || op === 'replace' || operations.length > 1 || membersOf(call).length !== 1) {
          rows.delete(key);
          return;
        }
        const row = rows.get(key);
        if (row === undefined || row.op !== op || arrived - row.arrived > occasion) {
          rows.set(key, { op, count: 1, arrived });
          return;
        }
        row.count += 1;
        row.arrived = arrived;
        const name = memory.nameOf(resource);
        if (row.count >= habit) seen.add(call, `${op} ${row.count} in a row for group ${name}`, name);
      },
      conclude: () =>
        seen.sum((_count, groups) => `Members of ${several(groups.length, 'group')} were changed one at a time.`),
    };
  },
};

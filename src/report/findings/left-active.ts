import { type FindingKind, Incidents } from '../finding.ts';
import { capacity, Recent } from '../recent.ts';
import { membersOf, readPatch } from '../resource.ts';
import { agree, listed, people } from '../wording.ts';

export const leftActive: FindingKind = {
  id: 'left-active',
  severity: 'error',
  title: 'People who are gone still have access',
  explanation:
    'Taking somebody out of groups takes nothing else away. Only `active` false removes a person from the team.',
  remedy: 'Send `PATCH /Users/{id}` with `{"op":"replace","value":{"active":false}}` for each of them.',
  quirks: ['deactivation', 'no-hard-delete'],
  detect: () => {
    const removed = new Recent<string, Incidents>(capacity);
    return {
      take(call, memory) {
        if (call.operation !== 'scimUpdateGroup' || !call.succeeded) return;
        if (!readPatch(call).some(({ op }) => op === 'remove')) return;
        for (const id of membersOf(call)) {
          const name = memory.nameOf(id);
          const incidents = new Incidents();
          incidents.add(call, `${name}: taken out of a group, still active`);
          removed.set(name.toLowerCase(), incidents);
        }
      },
      conclude: ({ goal }) => {
        if (goal === null) return undefined;
        const declared = goal.attributes.filter(
          ({ resource, attribute, expected, actual }) =>
            resource === 'User' && attribute === 'active' && expected === false && actual === true,
        );
        const names = [...declared.map(({ name }) => name), ...goal.unexpected.users];
        if (names.length === 0) return undefined;
        return {
          summary: `By the goal ${people(names.length)} should have no access, and ${agree(names.length, 'has', 'have')} it: ${listed(names)}.`,
          count: names.length,
          examples: names.flatMap((name) => removed.get(name.toLowerCase())?.examples ?? []).slice(0, 5),
        };
      },
    };
  },
};

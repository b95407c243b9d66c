import { toBoolean } from '../body.ts';
import { type FindingKind, type Occurrence, OpenIssues } from '../finding.ts';
import { agree, listed, people, several } from '../wording.ts';

const leftActive: FindingKind = {
  id: 'left-active',
  severity: 'error',
  title: 'People who are gone still have access',
  explanation:
    'Taking somebody out of groups takes nothing else away. Only `active` false removes a person from the team.',
  remedy: 'Send `PATCH /Users/{id}` with `{"op":"replace","value":{"active":false}}` for each of them.',
  quirks: ['deactivation', 'no-hard-delete'],
  detect: (run, goal) => {
    if (goal === null) return undefined;
    const declared = goal.attributes.filter(
      ({ resource, attribute, expected, actual }) =>
        resource === 'User' && attribute === 'active' && expected === false && actual === true,
    );
    const names = [...declared.map(({ name }) => name), ...goal.unexpected.users];
    if (names.length === 0) return undefined;
    const removals = new Map<string, Occurrence>();
    for (const call of run.calls) {
      if (call.operation !== 'scimUpdateGroup' || !call.succeeded) continue;
      for (const { op, ids } of call.sent.memberChanges) {
        if (op !== 'remove') continue;
        for (const id of ids) {
          const name = run.nameOf(call, id);
          removals.set(name.toLowerCase(), { call, note: `${name}: taken out of a group, still active` });
        }
      }
    }
    return {
      summary: `By the goal ${people(names.length)} should have no access, and ${agree(names.length, 'has', 'have')} it: ${listed(names)}.`,
      count: names.length,
      examples: names
        .flatMap((name) => removals.get(name.toLowerCase()) ?? [])
        .slice(0, 5)
        .map(({ call, note }) => call.example(note)),
    };
  },
};

const putActiveIgnored: FindingKind = {
  id: 'put-active-ignored',
  severity: 'error',
  title: 'PUT does not deactivate',
  explanation:
    "Postman's PUT changes the first and last name and nothing else. It answers 200, and who was to leave keeps access.",
  remedy:
    'Send `PATCH /Users/{id}` with `{"op":"replace","value":{"active":false}}`, and read `active` in the answer to be sure.',
  quirks: ['put-active', 'put-name-only', 'deactivation'],
  detect: ({ calls }) => {
    const open = new OpenIssues();
    for (const call of calls) {
      for (const { id, change } of call.entry.changes) {
        if (change === 'activated' || change === 'deactivated') open.settle(id);
      }
      const { answered } = call;
      const wanted = toBoolean(call.wanted('active'));
      // A write that leaves active out takes nothing back.
      if (answered === undefined || wanted === undefined) continue;
      const stored = answered.attributes.get('active');
      if (wanted === stored) open.settle(answered.id);
      else if (call.operation === 'updateScimUser') {
        open.open(answered.id, { call, note: `${answered.name}: sent active ${wanted}, answered active ${stored}` });
      }
    }
    return open.detection(
      (count) =>
        `PUT was sent to switch \`active\` for ${people(count)}. It was ignored, and ${agree(count, 'that person is', 'they are')} as before.`,
    );
  },
};

const patchNameIgnored: FindingKind = {
  id: 'patch-name-ignored',
  severity: 'error',
  title: 'PATCH does not change names',
  explanation: "Postman's PATCH of a user changes `active` and nothing else. It answers 200, and the old name stays.",
  remedy: 'Send names with `PUT /Users/{id}`. It takes name.givenName and name.familyName.',
  quirks: ['patch-active-only', 'patch-other-attributes', 'put-name-only'],
  detect: ({ calls }) => {
    const open = new OpenIssues();
    const wanted = new Map<string, string>();
    for (const call of calls) {
      const { answered } = call;
      if (answered?.kind !== 'users' || call.operation === 'createScimUser') continue;
      for (const half of ['name.givenName', 'name.familyName']) {
        const key = `${answered.id} ${half}`;
        const value = call.wanted(half);
        const stored = answered.attributes.get(half);
        if (call.operation === 'updateScimUserState' && typeof value === 'string') {
          wanted.set(key, value);
          open.open(key, { call, note: `${answered.name}: sent ${half} "${value}", still "${stored ?? ''}"` });
        }
        if (wanted.get(key) === stored) open.settle(key);
      }
    }
    return open.detection((count) => `PATCH was sent to change ${several(count, 'part')} of names. None changed.`);
  },
};

const userNameUnchanged: FindingKind = {
  id: 'user-name-unchanged',
  severity: 'error',
  title: 'The address did not change',
  explanation:
    'Postman answers 200 and keeps the old `userName`. The identity provider and Postman now disagree: the person is not found under the new address, and a POST of it may create somebody else.',
  remedy:
    'Do not count on changing addresses through SCIM. Compare `userName` in the answer with what you sent, and have an admin change the address.',
  quirks: ['user-name-updates', 'put-name-only', 'patch-active-only'],
  detect: ({ calls }) => {
    const open = new OpenIssues();
    for (const call of calls) {
      const { answered } = call;
      if (answered?.kind !== 'users' || call.operation === 'createScimUser') continue;
      const wanted = call.wanted('userName');
      if (typeof wanted !== 'string') continue;
      if (wanted.toLowerCase() === answered.name.toLowerCase()) open.settle(answered.id);
      else open.open(answered.id, { call, note: `sent userName ${wanted}, still ${answered.name}` });
    }
    return open.detection((count) => `A new \`userName\` was sent for ${people(count)}, and ignored.`);
  },
};

const externalIdUnchanged: FindingKind = {
  id: 'external-id-unchanged',
  severity: 'warning',
  title: 'externalId is set once',
  explanation:
    "Postman takes a user's `externalId` when the user is created, and ignores it afterwards. A client that matches people by it will not find them.",
  remedy: "Send `externalId` with POST. For people who are there already, match by `userName` or keep Postman's id.",
  quirks: ['external-id-once'],
  detect: ({ calls }) => {
    const open = new OpenIssues();
    for (const call of calls) {
      const { answered } = call;
      if (answered?.kind !== 'users' || call.operation === 'createScimUser') continue;
      const wanted = call.wanted('externalId');
      if (typeof wanted !== 'string') continue;
      const stored = answered.attributes.get('externalId');
      if (wanted === stored) open.settle(answered.id);
      else {
        const still = stored === undefined ? 'it is not set' : `it is still ${JSON.stringify(stored)}`;
        open.open(answered.id, { call, note: `${answered.name}: sent externalId ${wanted}, ${still}` });
      }
    }
    return open.detection((count) => `Another \`externalId\` was sent for ${people(count)}, and ignored.`);
  },
};

export const updates: readonly FindingKind[] = [
  leftActive,
  putActiveIgnored,
  patchNameIgnored,
  userNameUnchanged,
  externalIdUnchanged,
];

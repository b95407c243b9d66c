import { keyOf } from '../body.ts';
import { byCall, detection, type FindingKind, type Occurrence, OpenIssues } from '../finding.ts';
import { agree, people, several } from '../wording.ts';

const conflictFatal: FindingKind = {
  id: 'conflict-fatal',
  severity: 'error',
  title: 'Gives up on 409',
  explanation:
    '409 says that the person or group is there already, perhaps deactivated. A client that stops here leaves them as they are: not updated, not reactivated, not in their groups.',
  remedy: 'On 409 look for the userName or displayName, take the id, and go on with it. Reactivate with PATCH.',
  quirks: ['user-exists', 'deactivated-conflict', 'group-name-taken'],
  detect: (run) => {
    const open = new OpenIssues();
    /** The keys that a list settles at once. */
    const openOf = new Map<string, Set<string>>();
    for (const call of run.calls) {
      const { client, operation, page, lookUp, created } = call;
      if (lookUp !== undefined) open.settle(keyOf(client, lookUp.kind, lookUp.value));
      else if (page !== undefined && !page.filtered) {
        for (const key of openOf.get(`${client} ${page.kind}`) ?? []) open.settle(key);
        openOf.delete(`${client} ${page.kind}`);
      }
      const { resource, quirks } = call.entry;
      if (resource !== null && operation !== null) {
        open.settle(keyOf(client, operation.includes('Group') ? 'groups' : 'users', run.nameOf(call)));
      }
      if (call.status !== 409 || !call.isGenuine || created === undefined) continue;
      if (quirks.some((quirk) => quirk === 'pending-invite-conflict' || quirk === 'other-team')) continue;
      const { kind, name } = created;
      if (run.wasInDoubtAt(call, kind, name)) continue;
      const key = keyOf(client, kind, name);
      const note = quirks.includes('deactivated-conflict') ? `${name} is deactivated in the team` : name;
      open.open(key, { call, note, subject: name });
      const list = `${client} ${kind}`;
      openOf.set(list, (openOf.get(list) ?? new Set()).add(key));
    }
    return open.detection(
      (count) =>
        `POST met 409 for ${several(count, 'person or group', 'people or groups')}, and nobody looked for them afterwards.`,
    );
  },
};

const createWithoutLooking: FindingKind = {
  id: 'create-without-looking',
  severity: 'note',
  title: 'Creates people without looking for them',
  explanation: 'On a second run, or for anybody who is in the team already, POST answers 409.',
  remedy: 'Look first: `GET /Users?filter=userName eq "…"`. Or create, and look on 409.',
  quirks: ['user-exists', 'filter-attributes'],
  detect: (run) => {
    const occurrences = run.calls.flatMap((call): Occurrence[] => {
      if (call.operation !== 'createScimUser' || (call.status !== 201 && call.status !== 409)) return [];
      const userName = call.created?.name;
      if (userName === undefined || run.looksAfterConflict(call.client)) return [];
      if (run.lookUpBy(call, 'users', userName) !== undefined || run.hadListedBy(call, 'users')) return [];
      return [{ call, note: `${userName}: ${call.status}`, subject: userName }];
    });
    const found = detection(
      occurrences,
      (_count, subjects) => `POST was sent for ${people(subjects.length)} without a look whether they are there.`,
    );
    return found && { ...found, count: new Set(occurrences.map(({ subject }) => subject)).size };
  },
};

const byId = new Set<string | null>(['getScimUserResource', 'updateScimUser', 'updateScimUserState']);

const inviteTakenForMember: FindingKind = {
  id: 'invite-taken-for-member',
  severity: 'error',
  title: 'Takes a pending invite for a member',
  explanation:
    'Postman invites a person who has an account outside the verified domains. Until the invite is accepted the id in the answer leads nowhere: every call to it is 404.',
  remedy:
    'Read `active` in the answer to POST: false means invited. Wait until a look-up finds the person; POST is 409 until then. Verify the domain, and nobody needs an invite.',
  quirks: ['invite-answer', 'pending-invite', 'pending-invite-conflict'],
  detect: byCall(
    (call, run) =>
      byId.has(call.operation) && call.status === 404 && call.entry.quirks.includes('pending-invite')
        ? `${run.nameOf(call)}: 404, the invite is pending`
        : undefined,
    (_count, subjects) =>
      `${people(subjects.length)} with a pending invite ${agree(subjects.length, 'was treated as a member', 'were treated as members')}.`,
  ),
};

const invitedAgain: FindingKind = {
  id: 'invited-again',
  severity: 'warning',
  title: 'Creates people whose invite is pending',
  explanation:
    'A person with a pending invite is not found by a look-up, and POST answers 409. A client that looks and creates meets this in every run until the invite is accepted, and the person has no access until then.',
  remedy:
    'Read `active` in the answer to the first POST: false means invited. Remember it, report the person as waiting, and look until they are found. Verify the domain, and nobody needs an invite.',
  quirks: ['invite-answer', 'pending-invite', 'pending-invite-conflict'],
  detect: (run) => {
    const open = new OpenIssues();
    for (const call of run.calls) {
      const { client, created, lookUp } = call;
      if (lookUp?.found) open.settle(keyOf(client, lookUp.kind, lookUp.value));
      if (call.status !== 409 || !call.isGenuine || created === undefined) continue;
      if (!call.entry.quirks.includes('pending-invite-conflict')) continue;
      const { kind, name } = created;
      open.open(keyOf(client, kind, name), { call, note: `${name}: 409, the invite is pending`, subject: name });
    }
    return open.detection(
      (count) =>
        `POST met 409 for ${people(count)} with a pending invite, and ${agree(count, 'that person was', 'they were')} not found afterwards.`,
    );
  },
};

export const creation: readonly FindingKind[] = [
  conflictFatal,
  createWithoutLooking,
  inviteTakenForMember,
  invitedAgain,
];

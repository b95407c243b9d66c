import type { AttributeOutcome } from '../../domain/trace.ts';
import { toAttribute } from '../../worlds/ignored.ts';
import { byCall, detection, type FindingKind, type Occurrence } from '../finding.ts';
import { agree, discreet, listed, people, several } from '../wording.ts';

/** Attributes that Postman stores at one time or another, and those that other findings speak of. */
const storedOrReported = new Set([
  'userName',
  'active',
  'externalId',
  'name',
  'name.givenName',
  'name.familyName',
  'schemas',
  'password',
]);

const isNeverStored = ({ path, outcome }: AttributeOutcome): boolean =>
  outcome === 'ignored' && !path.startsWith('?') && !storedOrReported.has(path) && !path.startsWith('members.');

const bodyRefused: FindingKind = {
  id: 'body-refused',
  severity: 'error',
  title: 'Sends a body that Postman refuses',
  explanation: 'Postman answers 400 invalidSyntax with one text for every cause, and changes nothing.',
  remedy: 'Look at the attributes named below, and at the requests in the journal.',
  quirks: ['invalid-syntax', 'required-names', 'patch-active-op', 'group-patch-unknown', 'group-member-not-in-team'],
  detect: (run) =>
    detection(
      run.calls.flatMap((call): Occurrence[] => {
        if (call.isRead || call.operation === null || !call.isInvalidSyntax || !call.isGenuine) return [];
        const { quirks, outcomes } = call.entry;
        if (quirks.includes('group-member-not-in-team')) {
          const isInvited = call.members.some((id) => run.wasInvitedAt(call, id));
          return isInvited ? [] : [{ call, note: 'a member is not in the team' }];
        }
        // A refused request ends at the attribute that is rejected last.
        const culprit = outcomes.findLast(({ outcome }) => outcome === 'rejected')?.path;
        return [
          {
            call,
            note: call.reason ?? (culprit === undefined ? 'unreadable or incomplete' : `refused for ${culprit}`),
          },
        ];
      }),
      (count) => `${several(count, 'write')} ${agree(count, 'was', 'were')} refused with 400.`,
    ),
};

const neverStored: FindingKind = {
  id: 'never-stored',
  severity: 'note',
  title: 'Sends what Postman never stores',
  explanation:
    'Postman accepts these attributes, drops them and never returns them. Nothing that rests on them will work.',
  remedy: 'Leave them out of the mapping, or at least never compare them with what Postman returns.',
  quirks: ['never-stored', 'put-name-only', 'patch-active-only'],
  detect: ({ calls }) => {
    const all = new Set<string>();
    const occurrences = calls.flatMap((call): Occurrence[] => {
      const ignored = call.succeeded ? call.entry.outcomes.filter(isNeverStored) : [];
      if (ignored.length === 0) return [];
      const attributes = new Set(ignored.map(({ path }) => toAttribute(path)));
      for (const attribute of attributes) all.add(attribute);
      return [{ call, note: `ignored: ${listed(attributes, 8)}` }];
    });
    return detection(
      occurrences,
      (count) =>
        `${several(count, 'request')} carried ${listed(
          [...all].map((name) => discreet(name)),
          12,
        )}. All ignored.`,
    );
  },
};

const asksForNeverStored: FindingKind = {
  id: 'asks-for-never-stored',
  severity: 'warning',
  title: 'Asks for what Postman never returns',
  explanation: 'Postman ignores `attributes`, and does not have what is asked for. The client gets answers without it.',
  remedy: 'Work with userName, name, externalId and active: there is nothing else.',
  quirks: ['never-stored', 'unknown-parameters'],
  detect: byCall(
    (call) => {
      if (!call.isRead || call.operation === null || call.rawQuery === '') return undefined;
      const asked = call.query.get('attributes');
      if (asked === null) return undefined;
      const missing = asked.split(',').filter((name) => name.trim() !== '' && !returned.has(rootOf(name)));
      return missing.length > 0 ? listed(missing.map((name) => name.trim())) : undefined;
    },
    (count, attributes) => `${several(count, 'request')} asked for ${listed(attributes)}.`,
  ),
};

const returned = new Set(
  ['id', 'schemas', 'meta', 'userName', 'name', 'active', 'externalId', 'displayName', 'members'].map((name) =>
    name.toLowerCase(),
  ),
);

/** The attribute's first name, in lower case and without the core schema's URN. */
const rootOf = (attribute: string): string =>
  attribute
    .trim()
    .toLowerCase()
    .replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '')
    .replace(/[.[].*$/, '');

/** The same update so often, without effect, is a loop and no coincidence. */
const loop = 3;

const syncLoop: FindingKind = {
  id: 'sync-loop',
  severity: 'warning',
  title: 'Sends the same ignored attributes again and again',
  explanation:
    'A client that compares what it sent with what it reads back finds a difference at each sync, because Postman never stored it. This goes on for ever, and uses up the 180 writes a minute.',
  remedy: 'Compare only what Postman stores: userName, name, externalId and active.',
  quirks: ['never-stored', 'put-name-only', 'patch-active-only'],
  detect: (run) => {
    const last = new Map<string, { readonly body: string; readonly repeats: number }>();
    const occurrences = run.calls.flatMap((call): Occurrence[] => {
      const { resource, changes, outcomes } = call.entry;
      if (call.operation !== 'updateScimUser' && call.operation !== 'updateScimUserState') return [];
      if (resource === null || call.bodyDigest === undefined || !call.succeeded) return [];
      const before = last.get(resource);
      const repeats = before?.body === call.bodyDigest && changes.length === 0 ? before.repeats + 1 : 1;
      last.set(resource, { body: call.bodyDigest, repeats });
      const ignored = outcomes.filter(isNeverStored);
      if (repeats < loop || ignored.length === 0) return [];
      const name = run.nameOf(call);
      const paths = listed(new Set(ignored.map(({ path }) => path)));
      return [{ call, note: `${name}: the same ${paths}, time ${repeats}`, subject: name }];
    });
    return detection(
      occurrences,
      (_count, subjects) =>
        `The same update, ignored each time, was sent ${loop} times or more for ${people(subjects.length)}.`,
    );
  },
};

const parametersIgnored: FindingKind = {
  id: 'parameters-ignored',
  severity: 'note',
  title: 'Sends parameters that Postman ignores',
  explanation: 'Postman knows filter, startIndex and count. It does not sort, and it leaves no attribute out.',
  remedy: 'Sort and select in the client.',
  quirks: ['unknown-parameters', 'list-order', 'group-members-listed'],
  detect: byCall(
    (call) => {
      const ignored = call.entry.outcomes.filter(({ path, outcome }) => outcome === 'ignored' && path.startsWith('?'));
      return ignored.length > 0 ? listed(ignored.map(({ path }) => path.slice(1))) : undefined;
    },
    (count, parameters) => `${several(count, 'request')} carried ${listed(parameters)}.`,
  ),
};

export const attributes: readonly FindingKind[] = [
  bodyRefused,
  neverStored,
  asksForNeverStored,
  syncLoop,
  parametersIgnored,
];

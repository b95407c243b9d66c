import { byCall, detection, type FindingKind } from '../finding.ts';
import { agree, listed, several, times } from '../wording.ts';

const neverLetIn: FindingKind = {
  id: 'never-let-in',
  severity: 'error',
  title: 'The key opened nothing',
  explanation: 'No call reached the directory, so nothing else in this report says anything about the client.',
  remedy: 'Check the key, and that it travels in Authorization, bare or after Bearer.',
  quirks: ['key-refused', 'authorization-forms', 'admin-left', 'team-deleted', 'scim-off'],
  detect: ({ calls }) => {
    const routed = calls.filter(({ operation }) => operation !== null);
    if (routed.some((call) => call.isGenuine && !call.isKeyRefused)) return undefined;
    return detection(
      routed
        .filter((call) => call.isKeyRefused)
        .map((call) => {
          const { status, keyForm } = call.entry;
          return { call, note: `${status}, key ${keyForm === 'none' ? 'not sent' : `sent: ${keyForm}`}` };
        }),
      (count) => `No call got in: ${several(count, 'call')} ${agree(count, 'was', 'were')} refused for the key.`,
    );
  },
};

const nothingArrived: FindingKind = {
  id: 'nothing-arrived',
  severity: 'error',
  title: 'No request arrived',
  explanation:
    'A run in which nothing arrived proves nothing. The usual cause is a client that calls another base URL.',
  remedy: 'Point the client at the SCIM base URL of this world. If no request is expected, allow an empty run.',
  quirks: [],
  detect: ({ calls, missed }) =>
    calls.length + missed === 0
      ? { summary: 'The emulator received no request in this run.', count: 1, examples: [] }
      : undefined,
};

const keyInXApiKey: FindingKind = {
  id: 'key-in-x-api-key',
  severity: 'warning',
  title: 'Sends the key in x-api-key',
  explanation:
    "Postman's OpenAPI definition wants the SCIM API key in Authorization. Its generated SDK uses x-api-key. Nobody outside knows whether that works.",
  remedy:
    'Send Authorization: Bearer KEY. The generated SDK 1.0.0 takes apiKeyHeader for it; version 1.43 always sends x-api-key.',
  quirks: ['x-api-key', 'authorization-forms'],
  detect: byCall(
    ({ entry }) => (entry.keyForm === 'x-api-key' ? `answered ${entry.status}` : undefined),
    (count) => `${several(count, 'request')} had the key in x-api-key.`,
  ),
};

const adminKeyLimits: FindingKind = {
  id: 'admin-key-limits',
  severity: 'error',
  title: "The key's maker may not do this",
  explanation:
    "The key was made by a Team Admin. Postman lets such a key neither deactivate a Super Admin, nor change an address, nor change the members of a group with the Super Admin role. Postman's answer is not known.",
  remedy: 'Let a Super Admin generate the key that the connector uses.',
  quirks: ['admin-key-limits'],
  detect: byCall(
    ({ entry, reason }) => {
      if (!entry.quirks.includes('admin-key-limits')) return undefined;
      return entry.status === 403 ? `403: ${reason}` : `${entry.status} here; Postman would refuse`;
    },
    (count) => `A Team Admin's key was used ${times(count)} for what only a Super Admin's key may do.`,
  ),
};

const passwordSent: FindingKind = {
  id: 'password-sent',
  severity: 'warning',
  title: 'Sends passwords',
  explanation:
    "Postman's people sign in through SSO. It ignores `password`, which has then travelled, and been logged, for nothing.",
  remedy: 'Switch password sync off, and take `password` out of the mapping.',
  quirks: ['never-stored'],
  detect: byCall(
    (call, run) => {
      const password = call.wanted('password');
      if (password === undefined || password === null || password === '') return undefined;
      const userName = call.wanted('userName');
      return `a password for ${typeof userName === 'string' ? userName : run.nameOf(call)}`;
    },
    (count) => `${several(count, 'request')} carried a password.`,
  ),
};

const secretSent: FindingKind = {
  id: 'secret-sent',
  severity: 'warning',
  title: 'Sends what looks like a real secret',
  explanation: 'A test double is no place for real keys: they end in journals, logs and CI output.',
  remedy: "Revoke it if it is real, and use the emulator's own key.",
  quirks: [],
  detect: ({ calls }) =>
    detection(
      calls.flatMap((call) =>
        call.secrets.map(({ kind, place }) => ({ call, note: `${kind} in ${place}`, subject: kind })),
      ),
      (count, kinds) => `${times(count)} something went out that looks like ${listed(kinds)}.`,
    ),
};

export const keys: readonly FindingKind[] = [
  nothingArrived,
  neverLetIn,
  adminKeyLimits,
  keyInXApiKey,
  passwordSent,
  secretSent,
];

import type { Call } from '../call.ts';
import { byCall, type FindingKind, OpenIssues } from '../finding.ts';
import { people, several, times } from '../wording.ts';

const isDoubledSlash = (url: string): boolean => /^[^?]*\/\//.test(url);

/** Unrouted calls that findings of their own speak of. */
const hasItsOwnFinding = (call: Call): boolean =>
  isDoubledSlash(call.entry.url) ||
  /^\/(Schemas(\/|$)|Bulk\/?$)/i.test(call.path) ||
  (call.entry.method === 'DELETE' && /^\/Users\/[^/]+\/?$/.test(call.path)) ||
  (call.entry.method === 'PUT' && /^\/Groups\/[^/]+\/?$/.test(call.path));

const hint = (call: Call): string => {
  if (!call.entry.url.includes('/scim/v2')) return 'the base /scim/v2 is missing';
  const known = /^\/(users|groups|resourcetypes|serviceproviderconfig)(\/|$)/i.test(call.path);
  if (!known) return 'no such path';
  return /^\/(Users|Groups|ResourceTypes|ServiceProviderConfig)(\/|$)/.test(call.path)
    ? `no ${call.entry.method} there`
    : 'paths regard letter case';
};

const doubledSlash: FindingKind = {
  id: 'doubled-slash',
  severity: 'error',
  title: 'A doubled slash in the address',
  explanation: 'Postman has no route for /scim/v2//Users and answers 404. Nothing the client sends arrives.',
  remedy: 'Take the slash off the end of the base URL: it is https://api.getpostman.com/scim/v2.',
  quirks: ['trailing-slash', 'unrouted'],
  detect: byCall(
    (call) => (call.operation === null && isDoubledSlash(call.entry.url) ? 'no such route: 404' : undefined),
    (count) => `${several(count, 'request')} had // in the path.`,
  ),
};

const notRouted: FindingKind = {
  id: 'not-routed',
  severity: 'error',
  title: 'Calls what Postman does not have',
  explanation: "Postman has twelve operations. Everything else is answered 404, in an envelope that is not SCIM's.",
  remedy:
    'Keep to Users (GET, POST, PUT, PATCH), Groups (GET, POST, PATCH, DELETE), ResourceTypes and ServiceProviderConfig.',
  quirks: ['unrouted', 'routing'],
  detect: byCall(
    (call) =>
      call.operation === null && call.status === 404 && call.isGenuine && !hasItsOwnFinding(call)
        ? hint(call)
        : undefined,
    (count) => `${several(count, 'request')} went to no route.`,
  ),
};

const deleteUser: FindingKind = {
  id: 'delete-user',
  severity: 'error',
  title: 'Postman has no DELETE for users',
  explanation: 'The call is answered 404 and nobody is removed. The person keeps access to the team.',
  remedy: 'Deactivate instead: `PATCH /Users/{id}` with `{"op":"replace","value":{"active":false}}`.',
  quirks: ['no-hard-delete', 'unrouted', 'deactivation'],
  detect: (run) => {
    const open = new OpenIssues();
    const deactivated = new Set<string>();
    for (const call of run.calls) {
      for (const { id, change } of call.entry.changes) {
        if (change === 'activated') deactivated.delete(id);
        if (change !== 'deactivated') continue;
        deactivated.add(id);
        open.settle(id);
      }
      if (call.entry.method !== 'DELETE' || call.operation !== null) continue;
      const id = /^\/Users\/([^/]+)\/?$/.exec(call.path)?.[1];
      // A client without an id sends what its language writes for nothing: that concerns no person.
      if (id === undefined || /^(null|undefined|None|nil)$/i.test(id) || deactivated.has(id)) continue;
      open.open(id, { call, note: `${run.nameOf(call, id)}: 404, nothing happened` });
    }
    return open.detection((count) => `DELETE was sent for ${people(count)}, and nothing else deactivated them.`);
  },
};

const putGroup: FindingKind = {
  id: 'put-group',
  severity: 'error',
  title: 'Postman has no PUT for groups',
  explanation: 'The call is answered 404, and the group stays as it is.',
  remedy: 'Use `PATCH /Groups/{id}`: replace with a value for the name, add, remove or replace with path members.',
  quirks: ['unrouted', 'group-patch-rename', 'group-patch-members'],
  detect: byCall(
    (call, run) => {
      if (call.entry.method !== 'PUT' || call.operation !== null) return undefined;
      const id = /^\/Groups\/([^/]+)\/?$/.exec(call.path)?.[1];
      return id === undefined ? undefined : `group ${run.nameOf(call, id)}: 404`;
    },
    (count) => `${several(count, 'PUT')} of groups went nowhere.`,
  ),
};

const bulk: FindingKind = {
  id: 'bulk',
  severity: 'error',
  title: 'Postman has no /Bulk',
  explanation: 'The call is answered 404, and nothing in it is done. ServiceProviderConfig says bulk.supported false.',
  remedy: 'Send one request for each person, within 180 writes a minute. Group members can be sent many at a time.',
  quirks: ['unrouted'],
  detect: byCall(
    (call) => (call.operation === null && /^\/Bulk\/?$/i.test(call.path) ? 'no such route: 404' : undefined),
    (count) => `${several(count, 'bulk request')} went nowhere.`,
  ),
};

const schemasProbe: FindingKind = {
  id: 'schemas-probe',
  severity: 'warning',
  title: 'Postman has no /Schemas',
  explanation: "The call is answered 404, in an envelope that is not SCIM's. A client that insists on it stops here.",
  remedy:
    'Make schema discovery optional. Postman knows userName, name, externalId and active, and two resource types.',
  quirks: ['unrouted'],
  detect: byCall(
    (call) => (call.operation === null && /^\/Schemas(\/|$)/i.test(call.path) ? 'no such route: 404' : undefined),
    (count) => `/Schemas was asked for ${times(count)}.`,
  ),
};

export const routes: readonly FindingKind[] = [doubledSlash, notRouted, deleteUser, putGroup, bulk, schemasProbe];

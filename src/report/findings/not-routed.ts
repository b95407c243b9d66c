import type { Call } from '../call.ts';
import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';
import { isDoubledSlash } from './doubled-slash.ts';

/** What other findings speak of. */
const isSpokenOf = (call: Call): boolean =>
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

export const notRouted: FindingKind = {
  id: 'not-routed',
  severity: 'error',
  title: 'Calls what Postman does not have',
  explanation: "Postman has twelve operations. Everything else is answered 404, in an envelope that is not SCIM's.",
  remedy:
    'Keep to Users (GET, POST, PUT, PATCH), Groups (GET, POST, PATCH, DELETE), ResourceTypes and ServiceProviderConfig.',
  quirks: ['unrouted', 'routing'],
  detect: eachCall(
    (call) =>
      call.operation === null && call.entry.status === 404 && call.isGenuine && !isSpokenOf(call)
        ? hint(call)
        : undefined,
    (count) => `${several(count, 'request')} went to no route.`,
  ),
};

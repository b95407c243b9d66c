import { eachCall, type FindingKind } from '../finding.ts';
import { times } from '../wording.ts';

export const schemasProbe: FindingKind = {
  id: 'schemas-probe',
  severity: 'warning',
  title: 'Postman has no /Schemas',
  explanation: "The call is answered 404, in an envelope that is not SCIM's. A client that insists on it stops here.",
  remedy:
    'Make schema discovery optional. Postman knows userName, name, externalId and active, and two resource types.',
  quirks: ['unrouted'],
  detect: eachCall(
    (call) => (call.operation === null && /^\/Schemas(\/|$)/i.test(call.path) ? 'no such route: 404' : undefined),
    (count) => `/Schemas was asked for ${times(count)}.`,
  ),
};

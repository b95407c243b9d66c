import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const bulk: FindingKind = {
  id: 'bulk',
  severity: 'error',
  title: 'Postman has no /Bulk',
  explanation: 'The call is answered 404, and nothing in it is done. ServiceProviderConfig says bulk.supported false.',
  remedy: 'Send one request for each person, within 180 writes a minute. Group members can be sent many at a time.',
  quirks: ['unrouted'],
  detect: eachCall(
    (call) => (call.operation === null && /^\/Bulk\/?$/i.test(call.path) ? 'no such route: 404' : undefined),
    (count) => `${several(count, 'bulk request')} went nowhere.`,
  ),
};

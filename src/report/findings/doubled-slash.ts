import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const isDoubledSlash = (url: string): boolean => /^[^?]*\/\//.test(url);

export const doubledSlash: FindingKind = {
  id: 'doubled-slash',
  severity: 'error',
  title: 'A doubled slash in the address',
  explanation: 'Postman has no route for /scim/v2//Users and answers 404. Nothing the client sends arrives.',
  remedy: 'Take the slash off the end of the base URL: it is https://api.getpostman.com/scim/v2.',
  quirks: ['trailing-slash', 'unrouted'],
  detect: eachCall(
    (call) => (call.operation === null && isDoubledSlash(call.entry.url) ? 'no such route: 404' : undefined),
    (count) => `${several(count, 'request')} had // in the path.`,
  ),
};

import { quirk } from './quirk.ts';

export const discovery = {
  'resource-types-array': quirk({
    area: 'discovery',
    confidence: 'documented',
    description: 'GET /ResourceTypes answers a bare array, not a ListResponse.',
    evidence: 'OpenAPI definition; the array is word for word the example of RFC 7643 §8.6, so it may be a paste.',
    operations: ['getScimResourceTypes'],
    untraced: 'It shows in every answer of that operation.',
  }),
  'enterprise-extension': quirk({
    area: 'discovery',
    confidence: 'documented',
    description: 'The enterprise extension is advertised as required, and never stored nor returned.',
    evidence: 'OpenAPI examples.',
    operations: ['createScimUser', 'getScimResourceTypes'],
  }),
  'discovery-location': quirk({
    area: 'discovery',
    confidence: 'inferred',
    description: "ServiceProviderConfig's location carries the address the request came to.",
    evidence: "Postman's own says api.getpostman.com; here it must lead to the emulator.",
    withoutOutcome: "It names the emulator's address, as it must.",
    operations: ['getScimServiceProviderConfig'],
  }),
} as const;

import { quirk } from './quirk.ts';

export const discovery = {
  'resource-types-array': quirk({
    area: 'discovery',
    confidence: 'documented',
    description: 'GET /ResourceTypes answers a bare array, no ListResponse.',
    evidence: 'OpenAPI definition.',
  }),
  'enterprise-extension': quirk({
    area: 'discovery',
    confidence: 'documented',
    description: 'The enterprise extension is advertised as required, and never stored nor returned.',
    evidence: 'OpenAPI examples.',
  }),
  'discovery-location': quirk({
    area: 'discovery',
    confidence: 'inferred',
    description: "ServiceProviderConfig's location carries the address the request came to.",
    evidence: "Postman's own says api.getpostman.com; here it must lead to the emulator.",
  }),
} as const;

import { quirk } from './quirk.ts';

export const addresses = {
  'user-name-updates': quirk({
    area: 'users',
    confidence: 'documented',
    description: "SCIM can change a user's address from 2025 on.",
    evidence:
      'OpenAPI definition, 2026-08 edition; a statement of Postman staff of January 2024; learning centre 2025.',
    values: {
      never: 'userName never changes',
      'verified-domains':
        'PUT, and PATCH with path userName, change it where the present domain and the new one are verified',
    },
    operations: ['updateScimUser', 'updateScimUserState'],
  }),
  'user-name-update-refused': quirk({
    area: 'users',
    confidence: 'documented',
    description:
      'A change of address from or to a domain that is not verified, or to a text that is not an address, is 400 with a text of its own and no scimType.',
    evidence:
      'OpenAPI definition, 2026-08 edition: the 400 of PUT and PATCH holds both texts. A statement of Postman staff says that both domains must be verified.',
    operations: ['updateScimUser', 'updateScimUserState'],
  }),
  'user-name-update-taken': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'A change to the address of another account is 409; the present address in another letter case changes nothing.',
    evidence: 'No document lists either; 409 is the answer to an address that is taken everywhere else.',
    operations: ['updateScimUser', 'updateScimUserState'],
  }),
} as const;

import { quirk } from './quirk.ts';

export const keys = {
  'authorization-forms': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'The SCIM API key travels in Authorization, bare or after Bearer. Authorization wins over x-api-key.',
    evidence:
      "OpenAPI security scheme (bare); ServiceProviderConfig and the Okta, Entra and OneLogin guides (Bearer). Postman's official collection sends a general key in X-API-Key and the SCIM key in Authorization.",
    untraced: 'It shows in every request with a key.',
  }),
  'x-api-key': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'A SCIM API key in x-api-key opens the team too.',
    evidence:
      "Postman's generated SDK sends the key there, and one edition of the reference lists that header; the OpenAPI definition says Authorization. The sources disagree.",
    values: {
      accept: 'a SCIM API key in x-api-key works, as in the generated SDK',
      refuse: 'only Authorization works, as in the OpenAPI definition',
    },
  }),
  'key-refused': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'A missing, unknown or revoked key is 401.',
    evidence: 'OpenAPI definition, 401 of every operation.',
  }),
  'admin-left': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'A key made by a Team Admin who has left the team is 403.',
    evidence: 'OpenAPI definition, 403 of every operation but discovery.',
  }),
  'admin-key-limits': quirk({
    area: 'keys',
    confidence: 'documented',
    description:
      "A Team Admin's key cannot deactivate a Super Admin, change an address, or change the members of a group with the Super Admin role.",
    evidence:
      "Learning centre, 2025. Postman's answer was not found: the request is carried out, with an error in the report, or refused with 403.",
    values: {
      ignore: 'the request is carried out; the report says that Postman would not',
      refuse: 'the request is 403 with the detail Forbidden',
    },
  }),
  'team-deleted': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'A key of a deleted team is 400, without scimType.',
    evidence: 'OpenAPI definition, 400 of every operation but discovery.',
  }),
  'resource-types-401': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'GET /ResourceTypes alone answers 401 as application/problem+json.',
    evidence: 'OpenAPI definition.',
    operations: ['getScimResourceTypes'],
    untraced: 'The refusal names the quirk key-refused.',
  }),
  'discovery-checks-team': quirk({
    area: 'keys',
    confidence: 'inferred',
    description:
      'Discovery answers 403 and 400 for a key whose admin left or whose team was deleted, as every other request does.',
    evidence: 'The definition lists only 401 and 500 there; one order of checks for all calls is the simplest reading.',
    withoutOutcome: 'Such a key is rejected by every other operation too.',
    operations: ['getScimResourceTypes', 'getScimServiceProviderConfig'],
    untraced: 'The refusal names the quirk of the key or of the team.',
  }),
  'scim-off': quirk({
    area: 'keys',
    confidence: 'inferred',
    description: 'While SCIM is switched off for the team its keys are refused with 401.',
    evidence: 'The documents list the requirements of SCIM, not the answer without them.',
    withoutOutcome: 'Nothing works while SCIM is off, whatever the status.',
  }),
  'key-grace': quirk({
    area: 'keys',
    confidence: 'documented',
    description: 'The previous key can stay valid for a grace period after a key is regenerated.',
    evidence: 'Learning centre, SCIM settings.',
  }),
} as const;

import { quirk } from './quirk.ts';

export const userChanges = {
  'put-name-only': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'PUT changes the first and last name; everything else in the body is silently ignored, with 200.',
    evidence: 'OpenAPI definition, "Updates a user\'s first and last name".',
    operations: ['updateScimUser'],
  }),
  'put-active': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'PUT applies active from 2026-08 on, and ignores it before.',
    evidence: 'OpenAPI definition, 2026-08 edition, against the editions before.',
    values: {
      ignore: 'active in PUT is ignored',
      apply: 'active in PUT deactivates and reactivates',
    },
    operations: ['updateScimUser'],
  }),
  'put-without-name': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A PUT without name is refused; from 2026-08 on it changes the attributes that it has.',
    evidence:
      "Before 2026-08 nothing is documented, and a PUT that could change nothing is taken as incomplete. Postman's example of 2026-08 has userName and active only.",
    values: {
      refuse: 'a PUT without name is 400 invalidSyntax',
      accept: 'a PUT without name changes the attributes that it has',
    },
    operations: ['updateScimUser'],
  }),
  'put-partial-name': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A half of the name that PUT leaves out stays as it was.',
    evidence: 'The definition marks neither half as required.',
    operations: ['updateScimUser'],
  }),
  'patch-active-only': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'PATCH changes active and nothing else.',
    evidence: 'OpenAPI definition, "Updates a user\'s active state".',
    operations: ['updateScimUserState'],
  }),
  'patch-active-path': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'active may also be PATCHed with path active.',
    evidence: "Entra's wire form, and Entra is supported; the definition shows the value object alone.",
    operations: ['updateScimUserState'],
  }),
  'patch-active-string': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'The strings "True" and "False", in any letter case, are taken as booleans in PATCH.',
    evidence: "Entra's default wire form, and Entra is supported.",
    operations: ['updateScimUserState'],
  }),
  'patch-active-op': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'On active only replace is allowed, in any letter case; another op is 400 invalidSyntax.',
    evidence: 'OpenAPI definition, an enum of one.',
    operations: ['updateScimUserState'],
  }),
  'patch-other-attributes': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'PATCH operations on anything but active are ignored with 200.',
    evidence: "Microsoft certifies Entra's name PATCHes as working, the definition gives PATCH nothing but active.",
    values: {
      ignore: 'they are ignored, with 200',
      reject: 'they are 400 invalidSyntax, and nothing of the request applies',
    },
    operations: ['updateScimUserState'],
  }),
  'attribute-names': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      "Names of attributes in the paths and values of a PATCH are read without regard to letter case and to the core schema's URN prefix, for users and groups.",
    evidence: 'RFC 7644 §3.10, as for filters.',
    values: {
      rfc: 'Active and urn:ietf:params:scim:schemas:core:2.0:User:active are active',
      exact: 'only the spelling of the definition is known; another one names an unknown attribute',
    },
    operations: ['updateScimUserState', 'scimUpdateGroup'],
  }),
} as const;

import { quirk } from './quirk.ts';

export const userChanges = {
  'put-name-only': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'PUT changes the first and last name; everything else in the body is silently ignored, with 200.',
    evidence: 'OpenAPI definition, "Updates a user\'s first and last name".',
  }),
  'put-active': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'What PUT does with active.',
    evidence: 'OpenAPI definition, 2026-08 edition, against the editions before.',
    values: {
      ignore: 'active in PUT is ignored',
      apply: 'active in PUT deactivates and reactivates',
    },
  }),
  'put-without-name': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A PUT without name is refused; from 2026-08 on it changes what it does have.',
    evidence: 'Nothing is said of it; a PUT that could change nothing is taken as incomplete.',
    values: {
      refuse: 'a PUT without name is 400 invalidSyntax',
      accept: 'a PUT without name changes what it does have',
    },
  }),
  'put-partial-name': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A half of the name that PUT leaves out stays as it was.',
    evidence: 'The definition marks neither half as required.',
  }),
  'user-name-updates': quirk({
    area: 'users',
    confidence: 'inferred',
    description: "Whether SCIM can change a user's address.",
    evidence:
      'Documented for the 2026-08 edition; pages of 2024 and 2025 already speak of it, so where it began is uncertain.',
    values: {
      never: 'userName never changes',
      'verified-domains': 'PUT, and PATCH with path userName, change it to an address in a verified domain',
    },
  }),
  'user-name-update-refused': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A new address outside the verified domains is 400 invalidSyntax, one that another person has is 409.',
    evidence: 'The condition is documented, the answers are not.',
  }),
  'patch-active-only': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'PATCH changes active and nothing else.',
    evidence: 'OpenAPI definition, "Updates a user\'s active state".',
  }),
  'patch-active-path': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'active may also be PATCHed with path active.',
    evidence: "Entra's wire form, and Entra is supported; the definition shows the value object alone.",
  }),
  'patch-active-string': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'The strings "True" and "False", in any letter case, are taken as booleans in PATCH.',
    evidence: "Entra's default wire form, and Entra is supported.",
  }),
  'patch-active-op': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'On active only replace is allowed, in any letter case; another op is 400 invalidSyntax.',
    evidence: 'OpenAPI definition, an enum of one.',
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
  }),
  deactivation: quirk({
    area: 'users',
    confidence: 'documented',
    description:
      'active false removes the user from the team and blocks sign-in; the account stays, and the user stays listed.',
    evidence: 'OpenAPI definition and learning centre.',
  }),
  'deactivation-leaves-groups': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A deactivated user leaves all groups.',
    evidence: "Groups are a team's, and the user is no longer in the team.",
  }),
  reactivation: quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'active true puts the user back as a developer; the groups of before do not come back.',
    evidence: 'Coming back is documented; the role and the groups are not.',
  }),
  'no-hard-delete': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'Users cannot be deleted: DELETE /Users/{id} is no route.',
    evidence: 'OpenAPI definition has no such operation.',
  }),
} as const;

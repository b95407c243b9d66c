import { quirk } from './quirk.ts';

export const users = {
  'user-id': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'Ids are 48 lower-case hex digits.',
    evidence: 'Most examples; others differ, so treat ids as opaque.',
  }),
  'external-id-absent': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'externalId is left out where it was never set.',
    evidence: 'No example shows one without.',
  }),
  'external-id-once': quirk({
    area: 'users',
    confidence: 'inferred',
    description: "A user's externalId is set by POST and by nothing after.",
    evidence: 'PUT is documented to change names, PATCH to change active; neither mentions externalId.',
  }),
  'never-stored': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'emails, displayName, locale, roles, title and whatever else is sent for a user never comes back.',
    evidence: 'No example of an answer holds more than userName, name, externalId, active and meta.',
  }),
  'read-only': quirk({
    area: 'users',
    confidence: 'documented',
    description: "id and meta are Postman's; what a client sends there is ignored.",
    evidence: 'RFC 7643 §3.1, and the examples.',
  }),
  'schemas-unchecked': quirk({
    area: 'users',
    confidence: 'observed',
    description: 'The schemas of a request are not checked.',
    evidence: "Postman's own collection long sent …:2.0:PutOp in a group PATCH.",
  }),
  'required-names': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST wants userName, name.givenName and name.familyName.',
    evidence: "Microsoft's mapping for its Postman app marks them required; Postman's definition marks nothing.",
    values: {
      enforce: 'a POST without a first or last name is 400 invalidSyntax',
      lenient: 'a missing first or last name is taken as empty',
    },
  }),
  'user-name-is-email': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'userName is an email address; anything else is 400 invalidSyntax.',
    evidence: 'OpenAPI definition ("The user\'s email address"); the answer is inferred.',
  }),
  'active-default': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST without active makes an active user.',
    evidence: 'The definition gives active no default.',
  }),
  'developer-role': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'New users get the developer role; SCIM neither shows nor sets roles.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'joins-at-once': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'An address without a Postman account gets one and joins the team at once.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'verified-domain-joins': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'An account whose email domain the team has verified joins at once.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'existing-account-name': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'An account that joins is shown by the name that POST sent, and by its address as the account has it.',
    evidence: "The identity provider owns the name from then on; the address is the account's key.",
  }),
  'invite-answer': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'An account outside the verified domains is sent an invite; the answer is 201 with an id and active false.',
    evidence: 'The invite is documented; that clients read an id from the answer is observed; active is a decision.',
  }),
  'pending-invite': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'While an invite is pending the person is no member: not listed, and 404 by id.',
    evidence: 'The documents say that the person joins on accepting; another reading is as likely.',
    values: {
      hidden: 'a pending invite is not listed and 404 by id',
      inactive: 'a pending invite is listed, with active false',
    },
  }),
  'pending-invite-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST of an address with a pending invite, also one an admin sent from the app, is 409.',
    evidence: "Postman's Okta page speaks of an error and tells admins to remove the pending invite.",
  }),
  'deactivated-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST of an address that is deactivated in the team is 409; only PATCH reactivates.',
    evidence: "Reactivation is documented as PATCH's work.",
  }),
  'other-team': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'An account in another team, outside the verified domains: an invite, or from 2026-08 on 409.',
    evidence: 'OpenAPI definition, 2026-08 edition, against the editions before.',
    values: {
      invite: 'it is sent an invite, as any other account',
      conflict: 'it is refused with 409 uniqueness',
    },
  }),
  'address-case': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'Addresses are unique without regard to case although filters regard it.',
    evidence:
      'An email address is one Postman account however it is written; the filter is documented as case-sensitive.',
  }),
  'post-groups': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'groups in POST puts a user who joined at once into the groups named.',
    evidence: 'OpenAPI definition; a user must have joined before being in a group.',
  }),
  'post-groups-by-id': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'groups in POST may name a group by its id as well as by its displayName.',
    evidence: "The definition's example names groups; ids cost nothing to take.",
  }),
  'post-groups-unknown': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'Names of groups that do not exist are ignored in POST.',
    evidence: 'No error is documented for them.',
  }),
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

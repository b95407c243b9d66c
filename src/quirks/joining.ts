import { quirk } from './quirk.ts';

export const joining = {
  'joins-at-once': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'An address without a Postman account gets one and joins the team at once.',
    evidence: 'Learning centre, SCIM overview.',
    operations: ['createScimUser'],
  }),
  'verified-domain-joins': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'An account whose email domain the team has verified joins at once.',
    evidence: 'Learning centre, SCIM overview.',
    operations: ['createScimUser'],
  }),
  'existing-account-name': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'An account that joins is shown with the name from POST, and with the address in the spelling of the account.',
    evidence: "The identity provider owns the name from then on; the address is the account's key.",
    operations: ['createScimUser'],
    untraced: 'It shows in every answer with a user who joined.',
  }),
  'invite-answer': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'An account outside the verified domains is sent an invite; the answer is 201 with an id and active false.',
    evidence:
      'The invite is documented. Clients are observed to read an id from the answer. The value of active is a decision.',
    operations: ['createScimUser'],
  }),
  'pending-invite': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'A person with a pending invite is not a user of the team: the list leaves the person out, and a GET by id is 404.',
    evidence: 'According to the documents the person joins on acceptance; the other reading is equally likely.',
    values: {
      hidden: 'a pending invite is not listed and 404 by id',
      inactive: 'a pending invite is listed, with active false',
    },
    operations: ['getScimUserResources', 'createScimUser', 'getScimUserResource'],
  }),
  'pending-invite-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST of an address with a pending invite, also one an admin sent from the app, is 409.',
    evidence:
      "The error is observed: Postman's documentation names a customer whose Okta got such errors, and asks admins to remove the pending invite. The status is a decision.",
    operations: ['createScimUser'],
  }),
  'deactivated-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST of an address that is deactivated in the team is 409; only PATCH reactivates.',
    evidence: 'The documents give reactivation to PATCH.',
    operations: ['createScimUser'],
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
    operations: ['createScimUser'],
  }),
  'address-case': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'Addresses are unique without regard to letter case, although filters are case-sensitive.',
    evidence:
      'An email address is one Postman account in every letter case; the filter is documented as case-sensitive.',
    operations: ['getScimUserResources', 'createScimUser'],
  }),
  'post-groups': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'groups in POST puts a user who joined at once into the groups named.',
    evidence: 'OpenAPI definition; a user must join the team before the user can be in a group.',
    operations: ['createScimUser'],
  }),
  'post-groups-by-id': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'groups in POST may name a group by its id as well as by its displayName.',
    evidence: "Postman's official collection names groups by id, the OpenAPI definition by displayName.",
    operations: ['createScimUser'],
  }),
  'post-groups-unknown': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'Names of groups that do not exist are ignored in POST.',
    evidence: 'No error is documented for them.',
    operations: ['createScimUser'],
  }),
} as const;

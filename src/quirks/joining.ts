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
    description: 'An account that joins is shown by the name that POST sent, and by its address as the account has it.',
    evidence: "The identity provider owns the name from then on; the address is the account's key.",
    operations: ['createScimUser'],
    untraced: 'It shows in every answer with a user who joined.',
  }),
  'invite-answer': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'An account outside the verified domains is sent an invite; the answer is 201 with an id and active false.',
    evidence: 'The invite is documented; that clients read an id from the answer is observed; active is a decision.',
    operations: ['createScimUser'],
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
    operations: ['getScimUserResources', 'createScimUser', 'getScimUserResource'],
  }),
  'pending-invite-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST of an address with a pending invite, also one an admin sent from the app, is 409.',
    evidence:
      "That it is an error is observed: Postman's documentation names a customer whose Okta met errors so, and tells admins to remove the pending invite. The status is a decision.",
    operations: ['createScimUser'],
  }),
  'deactivated-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST of an address that is deactivated in the team is 409; only PATCH reactivates.',
    evidence: "Reactivation is documented as PATCH's work.",
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
    description: 'Addresses are unique without regard to case although filters regard it.',
    evidence:
      'An email address is one Postman account however it is written; the filter is documented as case-sensitive.',
    operations: ['getScimUserResources', 'createScimUser'],
  }),
  'post-groups': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'groups in POST puts a user who joined at once into the groups named.',
    evidence: 'OpenAPI definition; a user must have joined before being in a group.',
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

/**
 * Every behaviour a client can see, with what it rests on. The ids are stable: refusals, the fate of an attribute,
 * findings, tests and docs/fidelity.md name them.
 *
 * - `documented`: by Postman (its OpenAPI definition, learning centre, generated SDK);
 * - `observed`: a public client that is used against the real API does it, or a public note quotes the real answer;
 * - `inferred`: nothing public says so, or the public sources disagree; our decision, with its reason.
 */
export type Confidence = 'documented' | 'observed' | 'inferred';

export type Area = 'surface' | 'keys' | 'errors' | 'users' | 'lists' | 'groups' | 'discovery' | 'rate limits';

export type Quirk = {
  readonly area: Area;
  readonly confidence: Confidence;
  /** What Postman does, in a sentence. */
  readonly says: string;
  /** Where that is known from, or why it was decided so. */
  readonly evidence: string;
  /** The readings that can be switched between, with what each means; absent where there is but one. */
  readonly values?: Readonly<Record<string, string>>;
};

const quirk = <const Q extends Quirk>(definition: Q): Q => definition;

export const quirks = {
  // Surface
  unrouted: quirk({
    area: 'surface',
    confidence: 'observed',
    says: 'A method or path outside the twelve operations answers 404 with Postman’s general error, not a SCIM one.',
    evidence: 'The real answer to PUT /scim/v2/Users is quoted in public.',
  }),
  'unrouted-before-key': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: 'What is not routed answers 404 before any key is looked at.',
    evidence: 'Routing comes before authentication in the frameworks Postman’s services are built with.',
  }),
  'trailing-slash': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: '/Users/ is the same route as /Users; /scim/v2//Users is no route.',
    evidence: 'The defaults of the framework family Postman’s services come from.',
  }),
  'path-case': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: 'Paths regard letter case: /scim/v2/users is no route.',
    evidence: 'The definition writes /Users and /Groups; a client should not rely on more.',
  }),
  'check-order': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: 'A call is checked for its route, key, team, rate limit, fault, body, resource and rule, in that order.',
    evidence: 'No source gives an order; a fixed one keeps answers predictable.',
  }),
  'scim-json-accepted': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: 'Requests may be application/scim+json as well as application/json; answers are application/json.',
    evidence:
      'Okta and Entra send application/scim+json, and Postman supports both; the definition names application/json.',
  }),
  'body-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: 'A request body over 1 MiB is refused as unreadable.',
    evidence: 'No limit is documented; some limit exists everywhere.',
  }),
  'header-limit': quirk({
    area: 'surface',
    confidence: 'inferred',
    says: 'A request that is no HTTP, or has more than 16 KiB of headers, is answered 400 or 431 in a SCIM error’s shape.',
    evidence: 'Nothing is documented; the limit is Node’s own.',
  }),

  // Keys
  'authorization-forms': quirk({
    area: 'keys',
    confidence: 'documented',
    says: 'The SCIM API key travels in Authorization, bare or after Bearer.',
    evidence: 'OpenAPI security scheme (bare); ServiceProviderConfig and the Okta, Entra and OneLogin guides (Bearer).',
  }),
  'x-api-key': quirk({
    area: 'keys',
    confidence: 'inferred',
    says: 'A SCIM API key in x-api-key opens the team too.',
    evidence:
      'Postman’s generated SDK sends it there; the OpenAPI definition says Authorization. The sources disagree.',
    values: {
      accept: 'a SCIM API key in x-api-key works, as the generated SDK has it',
      refuse: 'only Authorization works, as the OpenAPI definition has it',
    },
  }),
  'key-refused': quirk({
    area: 'keys',
    confidence: 'documented',
    says: 'A missing, unknown or revoked key is 401.',
    evidence: 'OpenAPI definition, 401 of every operation.',
  }),
  'admin-left': quirk({
    area: 'keys',
    confidence: 'documented',
    says: 'A key made by a Team Admin who has left the team is 403.',
    evidence: 'OpenAPI definition, 403 of every operation but discovery.',
  }),
  'team-deleted': quirk({
    area: 'keys',
    confidence: 'documented',
    says: 'A key of a deleted team is 400, without scimType.',
    evidence: 'OpenAPI definition, 400 of every operation but discovery.',
  }),
  'resource-types-401': quirk({
    area: 'keys',
    confidence: 'documented',
    says: 'GET /ResourceTypes alone answers 401 as application/problem+json.',
    evidence: 'OpenAPI definition.',
  }),
  'discovery-checks-team': quirk({
    area: 'keys',
    confidence: 'inferred',
    says: 'Discovery answers 403 and 400 for a key whose admin left or whose team is gone, as every other call does.',
    evidence: 'The definition lists only 401 and 500 there; one order of checks for all calls is the simplest reading.',
  }),
  'scim-off': quirk({
    area: 'keys',
    confidence: 'inferred',
    says: 'While SCIM is switched off for the team its keys are refused with 401.',
    evidence: 'The documents say what SCIM needs, not what is answered without it.',
  }),
  'key-grace': quirk({
    area: 'keys',
    confidence: 'documented',
    says: 'Regenerating a key can keep the previous one alive for a while.',
    evidence: 'Learning centre, SCIM settings.',
  }),

  // Errors
  'invalid-syntax': quirk({
    area: 'errors',
    confidence: 'inferred',
    says: 'A body that is unreadable, incomplete or of a wrong type is 400 invalidSyntax.',
    evidence: 'The answer is documented; what counts as incomplete is not.',
  }),
  'user-not-found': quirk({
    area: 'errors',
    confidence: 'documented',
    says: 'An unknown user id is 404.',
    evidence: 'OpenAPI definition.',
  }),
  'group-not-found': quirk({
    area: 'errors',
    confidence: 'documented',
    says: 'An unknown group id is 404.',
    evidence: 'OpenAPI definition.',
  }),
  'user-exists': quirk({
    area: 'errors',
    confidence: 'documented',
    says: 'POST of an address that is in the team is 409 uniqueness.',
    evidence: 'OpenAPI definition.',
  }),
  'group-name-taken': quirk({
    area: 'errors',
    confidence: 'inferred',
    says: 'A group name that is taken, letter case regarded, is 409 uniqueness, with the text for users.',
    evidence: 'The definition lists this answer for groups; what triggers it is not said.',
  }),

  // Users
  'user-id': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'Ids are 48 lower-case hex digits.',
    evidence: 'Most examples; others differ, so treat ids as opaque.',
  }),
  'external-id-absent': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'externalId is left out where it was never set.',
    evidence: 'No example shows one without.',
  }),
  'external-id-once': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'A user’s externalId is set by POST and by nothing after.',
    evidence: 'PUT is documented to change names, PATCH to change active; neither mentions externalId.',
  }),
  'never-stored': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'emails, displayName, locale, roles, title and whatever else is sent for a user never comes back.',
    evidence: 'No example of an answer holds more than userName, name, externalId, active and meta.',
  }),
  'read-only': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'id and meta are Postman’s; what a client sends there is ignored.',
    evidence: 'RFC 7643 §3.1, and the examples.',
  }),
  'schemas-unchecked': quirk({
    area: 'users',
    confidence: 'observed',
    says: 'The schemas of a request are not checked.',
    evidence: 'Postman’s own collection long sent …:2.0:PutOp in a group PATCH.',
  }),
  'required-names': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'POST wants userName, name.givenName and name.familyName.',
    evidence: 'Microsoft’s mapping for its Postman app marks them required; Postman’s definition marks nothing.',
    values: {
      enforce: 'a POST without a first or last name is 400 invalidSyntax',
      lenient: 'a missing first or last name is taken as empty',
    },
  }),
  'user-name-is-email': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'userName is an email address; anything else is 400 invalidSyntax.',
    evidence: 'OpenAPI definition (“The user’s email address”); the answer is inferred.',
  }),
  'active-default': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'POST without active makes an active user.',
    evidence: 'The definition gives active no default.',
  }),
  'developer-role': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'New users get the developer role; SCIM neither shows nor sets roles.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'joins-at-once': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'An address without a Postman account gets one and joins the team at once.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'verified-domain-joins': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'An account whose email domain the team has verified joins at once.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'existing-account-name': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'An account that joins is shown by the name that POST sent, and by its address as the account has it.',
    evidence: 'The identity provider owns the name from then on; the address is the account’s key.',
  }),
  'invite-answer': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'An account outside the verified domains is sent an invite; the answer is 201 with an id and active false.',
    evidence: 'The invite is documented; that clients read an id from the answer is observed; active is a decision.',
  }),
  'pending-invite': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'While an invite is pending the person is no member: not listed, and 404 by id.',
    evidence: 'The documents say that the person joins on accepting; another reading is as likely.',
    values: {
      hidden: 'a pending invite is not listed and 404 by id',
      inactive: 'a pending invite is listed, with active false',
    },
  }),
  'pending-invite-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'POST of an address with a pending invite, also one an admin sent from the app, is 409.',
    evidence: 'Postman’s Okta page speaks of an error and tells admins to remove the pending invite.',
  }),
  'deactivated-conflict': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'POST of an address that is deactivated in the team is 409; only PATCH reactivates.',
    evidence: 'Reactivation is documented as PATCH’s work.',
  }),
  'other-team': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'An account in another team, outside the verified domains: an invite, or from 2026-08 on 409.',
    evidence: 'OpenAPI definition, 2026-08 edition, against the editions before.',
    values: {
      invite: 'it is sent an invite, as any other account',
      conflict: 'it is refused with 409 uniqueness',
    },
  }),
  'address-case': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'Addresses are unique without regard to case although filters regard it.',
    evidence:
      'An email address is one Postman account however it is written; the filter is documented as case-sensitive.',
  }),
  'post-groups': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'groups in POST puts a user who joined at once into the groups named.',
    evidence: 'OpenAPI definition; a user must have joined before being in a group.',
  }),
  'post-groups-by-id': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'groups in POST may name a group by its id as well as by its displayName.',
    evidence: 'The definition’s example names groups; ids cost nothing to take.',
  }),
  'post-groups-unknown': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'Names of groups that do not exist are ignored in POST.',
    evidence: 'No error is documented for them.',
  }),
  'put-name-only': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'PUT changes the first and last name; everything else in the body is silently ignored, with 200.',
    evidence: 'OpenAPI definition, “Updates a user’s first and last name”.',
  }),
  'put-active': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'What PUT does with active.',
    evidence: 'OpenAPI definition, 2026-08 edition, against the editions before.',
    values: {
      ignore: 'active in PUT is ignored',
      apply: 'active in PUT deactivates and reactivates',
    },
  }),
  'put-without-name': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'A PUT without name is refused; from 2026-08 on it changes what it does have.',
    evidence: 'Nothing is said of it; a PUT that could change nothing is taken as incomplete.',
    values: {
      refuse: 'a PUT without name is 400 invalidSyntax',
      accept: 'a PUT without name changes what it does have',
    },
  }),
  'put-partial-name': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'A half of the name that PUT leaves out stays as it was.',
    evidence: 'The definition marks neither half as required.',
  }),
  'user-name-updates': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'Whether SCIM can change a user’s address.',
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
    says: 'A new address outside the verified domains is 400 invalidSyntax, one that another person has is 409.',
    evidence: 'The condition is documented, the answers are not.',
  }),
  'patch-active-only': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'PATCH changes active and nothing else.',
    evidence: 'OpenAPI definition, “Updates a user’s active state”.',
  }),
  'patch-active-path': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'active may also be PATCHed with path active.',
    evidence: 'Entra’s wire form, and Entra is supported; the definition shows the value object alone.',
  }),
  'patch-active-string': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'The strings "True" and "False", in any letter case, are taken as booleans in PATCH.',
    evidence: 'Entra’s default wire form, and Entra is supported.',
  }),
  'patch-active-op': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'On active only replace is allowed, in any letter case; another op is 400 invalidSyntax.',
    evidence: 'OpenAPI definition, an enum of one.',
  }),
  'patch-other-attributes': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'PATCH operations on anything but active are ignored with 200.',
    evidence: 'Microsoft certifies Entra’s name PATCHes as working, the definition gives PATCH nothing but active.',
    values: {
      ignore: 'they are ignored, with 200',
      reject: 'they are 400 invalidSyntax, and nothing of the request applies',
    },
  }),
  deactivation: quirk({
    area: 'users',
    confidence: 'documented',
    says: 'active false removes the user from the team and blocks sign-in; the account stays, and the user stays listed.',
    evidence: 'OpenAPI definition and learning centre.',
  }),
  'deactivation-leaves-groups': quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'A deactivated user leaves all groups.',
    evidence: 'Groups are a team’s, and the user is no longer in the team.',
  }),
  reactivation: quirk({
    area: 'users',
    confidence: 'inferred',
    says: 'active true puts the user back as a developer; the groups of before do not come back.',
    evidence: 'Coming back is documented; the role and the groups are not.',
  }),
  'no-hard-delete': quirk({
    area: 'users',
    confidence: 'documented',
    says: 'Users cannot be deleted: DELETE /Users/{id} is no route.',
    evidence: 'OpenAPI definition has no such operation.',
  }),

  // Lists
  'items-per-page': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'itemsPerPage echoes count, not the number of resources returned.',
    evidence: 'The one example that can tell has one resource and itemsPerPage 2.',
    values: {
      count: 'itemsPerPage is count, after the cut to 100',
      returned: 'itemsPerPage is the number of resources in the answer',
    },
  }),
  'count-cap': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'count is 100 by default, and more is cut to 100.',
    evidence: 'The default is documented; the cut is read from filter.maxResults in ServiceProviderConfig.',
  }),
  'count-bounds': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'count of 0 or less gives no resources; what is no number is taken as the default.',
    evidence: 'RFC 7644 §3.4.2.4.',
  }),
  'start-index-below-one': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'startIndex below 1 is taken as 1; from 2026-08 on it is refused.',
    evidence: 'RFC 7644 §3.4.2.4; the 2026-08 edition says “must be 1 or greater”, without an answer.',
    values: {
      one: 'it is taken as 1',
      refuse: 'it is 400',
    },
  }),
  'list-order': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'Lists are in the order of creation, and stable.',
    evidence: 'Nothing is said; paging needs some stable order.',
  }),
  'filter-attributes': quirk({
    area: 'lists',
    confidence: 'documented',
    says: 'Users can be filtered by userName eq, groups by displayName eq, and by nothing else.',
    evidence: 'OpenAPI definition.',
  }),
  'filter-refused-users': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'Another filter on users is 400 with the text documented for groups.',
    evidence: 'The definition gives only the deleted team’s 400 for users.',
  }),
  'filter-refused-groups': quirk({
    area: 'lists',
    confidence: 'documented',
    says: 'Another filter on groups is 400.',
    evidence: 'OpenAPI definition.',
  }),
  'filter-active': quirk({
    area: 'lists',
    confidence: 'documented',
    says: 'Whether users can be filtered by active.',
    evidence: 'OpenAPI definition, 2025 edition on.',
    values: {
      refuse: 'active eq is not supported',
      accept: 'active eq "true" and "false" are, quoted or not',
    },
  }),
  'filter-case': quirk({
    area: 'lists',
    confidence: 'documented',
    says: 'The value in a filter regards letter case.',
    evidence: 'OpenAPI definition.',
  }),
  'filter-keyword-case': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'The attribute name and eq may be written in any letter case.',
    evidence: 'RFC 7644 §3.4.2.2.',
  }),
  'filter-single-quotes': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'Single quotes around the value are accepted.',
    evidence: "A public connector sends userName eq 'a@b.c'.",
  }),
  'raw-plus': quirk({
    area: 'lists',
    confidence: 'documented',
    says: 'Values must be URL-encoded: a raw + in the query is a space.',
    evidence: 'OpenAPI definition.',
  }),
  'unknown-parameters': quirk({
    area: 'lists',
    confidence: 'inferred',
    says: 'Query parameters other than filter, startIndex and count are ignored.',
    evidence: 'Entra sends excludedAttributes, and Entra is supported.',
  }),

  // Groups
  'group-display': quirk({
    area: 'groups',
    confidence: 'documented',
    says: 'A member’s display is the user’s first and last name; what a client sends there is ignored.',
    evidence: 'OpenAPI examples.',
  }),
  'group-post-key-order': quirk({
    area: 'groups',
    confidence: 'documented',
    says: 'The answer to POST puts externalId before members, and meta as created, lastModified, resourceType.',
    evidence: 'OpenAPI example.',
  }),
  'group-members-listed': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'Groups come with their members in lists too, and excludedAttributes is ignored.',
    evidence: 'The example of the list shows members; no parameter is documented to leave them out.',
  }),
  'group-member-email': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'An email address as a member’s value in POST provisions that person.',
    evidence: '“Creates a new account for each group member” is documented; the form is not.',
  }),
  'group-member-not-in-team': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'A member who is not in the team (unknown id, deactivated) is 400 invalidSyntax.',
    evidence: 'Users must have joined before they can be in a group; the answer is not documented.',
  }),
  'group-patch-rename': quirk({
    area: 'groups',
    confidence: 'documented',
    says: 'A group is renamed by replace with a value object that holds displayName.',
    evidence: 'OpenAPI example.',
  }),
  'group-rename-anywhere': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'Path displayName renames too, and so does an object with displayName and no value wherever it stands.',
    evidence: 'The SDK’s example sends it under path members; emptying a group by a rename would be absurd.',
  }),
  'group-patch-members': quirk({
    area: 'groups',
    confidence: 'observed',
    says: 'Members are changed with path members and an array of value objects.',
    evidence: 'ConductorOne’s connector.',
  }),
  'group-member-object': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'A single member may be sent as an object in place of an array.',
    evidence: 'Connectors do; refusing it is documented nowhere.',
  }),
  'group-patch-no-path': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'Members may be sent without a path, as value {"members":[…]}.',
    evidence: 'Okta’s other form.',
  }),
  'group-remove-by-filter': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'A member may be removed with path members[value eq "…"], and all with path members and no value.',
    evidence: 'Okta sends the first; RFC 7644 §3.5.2.2.',
  }),
  'group-replace-empty': quirk({
    area: 'groups',
    confidence: 'observed',
    says: 'replace of members with a missing, null or empty value empties the group.',
    evidence: 'ConductorOne’s connector removes the last member so.',
  }),
  'group-member-twice': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'Adding a member twice, or removing one who is not in the group, changes nothing and is 200.',
    evidence: 'RFC 7644 §3.5.2.1.',
  }),
  'group-external-id': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'A group’s externalId can be replaced by PATCH.',
    evidence: 'Entra maps it.',
  }),
  'group-patch-unknown': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'A group PATCH with an operation that names nothing known is 400 invalidSyntax.',
    evidence: 'Nothing is said; silence would hide a connector’s mistake.',
  }),
  'patch-atomic': quirk({
    area: 'groups',
    confidence: 'documented',
    says: 'All operations of one request apply, or none.',
    evidence: 'RFC 7644 §3.5.2.',
  }),
  'group-patch-answer': quirk({
    area: 'groups',
    confidence: 'documented',
    says: 'PATCH of a group answers 200 with the whole group, members too.',
    evidence: 'OpenAPI example; the schema beside it leaves members out.',
  }),
  'group-delete': quirk({
    area: 'groups',
    confidence: 'documented',
    says: 'DELETE of a group is 204 without a body, and no account is deleted.',
    evidence: 'OpenAPI definition.',
  }),
  'group-delete-deactivates': quirk({
    area: 'groups',
    confidence: 'inferred',
    says: 'Deleting a group deactivates those of its members who are in no other group.',
    evidence:
      'Deactivation is documented; “in no other group” is our reading of “assigned only with the deleted group”.',
  }),

  // Discovery
  'resource-types-array': quirk({
    area: 'discovery',
    confidence: 'documented',
    says: 'GET /ResourceTypes answers a bare array, no ListResponse.',
    evidence: 'OpenAPI definition.',
  }),
  'enterprise-extension': quirk({
    area: 'discovery',
    confidence: 'documented',
    says: 'The enterprise extension is advertised as required, and never stored nor returned.',
    evidence: 'OpenAPI examples.',
  }),
  'discovery-location': quirk({
    area: 'discovery',
    confidence: 'inferred',
    says: 'ServiceProviderConfig’s location carries the address the request came to.',
    evidence: 'Postman’s own says api.getpostman.com; here it must lead to the emulator.',
  }),

  // Rate limits
  'rate-limits': quirk({
    area: 'rate limits',
    confidence: 'documented',
    says: '300 reads and 180 writes a minute for a team, over all SCIM endpoints; beyond that 429.',
    evidence: 'Learning centre, SCIM overview.',
  }),
  'rate-limit-delete': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    says: 'DELETE counts as a write.',
    evidence: 'The document names POST, PUT and PATCH.',
  }),
  'rate-limit-window': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    says: 'The window is 60 seconds, fixed, and opens with the first call in it.',
    evidence: 'RateLimit-Policy: 300;w=60, and reset=60 beside remaining=299.',
  }),
  'rate-limit-headers': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    says: 'Answers carry RateLimit and X-RateLimit headers, a 429 also RetryAfter, without a hyphen, and Retry-After.',
    evidence:
      'Postman’s general page on rate limits, which says that they vary by API; Retry-After is what clients read.',
  }),
  'rate-limit-body': quirk({
    area: 'rate limits',
    confidence: 'inferred',
    says: 'A 429 has the general error envelope with the name rateLimited.',
    evidence: 'The name is documented; the envelope and the wording are not.',
  }),
} as const;

export type QuirkId = keyof typeof quirks;

export const isQuirkId = (id: string): id is QuirkId => Object.hasOwn(quirks, id);

export const quirkOf = (id: QuirkId): Quirk => quirks[id];

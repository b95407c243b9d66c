import { quirk } from './quirk.ts';

export const users = {
  'user-id': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'Ids are 48 lower-case hex digits.',
    evidence:
      "More than ten examples, nine of them in Postman's Teams and Workspaces API; the others are slips of the pen. Clients must treat ids as opaque.",
    operations: ['createScimUser'],
    untraced: 'It shows in every answer with a user.',
  }),
  'external-id-absent': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'externalId is left out where it was never set.',
    evidence:
      "No example of a user shows one without it. A public client of 2026 reads externalId as an integer and joins audit logs on it; Postman's POST of a group takes no externalId and its answer shows one.",
    values: {
      omit: 'externalId is left out',
      'postman-id':
        "externalId is Postman's own numeric user id, as a string; the emulator derives one from the SCIM id",
    },
    withoutOutcome: 'It decides only how the absence of a value is written.',
    operations: [
      'getScimUserResources',
      'createScimUser',
      'getScimUserResource',
      'updateScimUser',
      'updateScimUserState',
    ],
  }),
  'external-id-once': quirk({
    area: 'users',
    confidence: 'inferred',
    description: "A user's externalId is set by POST and by nothing after.",
    evidence: 'PUT is documented to change names, PATCH to change active; neither mentions externalId.',
    operations: ['createScimUser', 'updateScimUser'],
  }),
  'never-stored': quirk({
    area: 'users',
    confidence: 'documented',
    description:
      'emails, displayName, locale, roles, title and every other attribute that is sent for a user never come back.',
    evidence:
      'No example of an answer holds more than userName, name, externalId, active and meta; one answer of the 2022-23 edition showed emails.',
    operations: ['createScimUser', 'getScimUserResource', 'updateScimUser'],
  }),
  'read-only': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'Postman sets id and meta; the values that a client sends are ignored.',
    evidence: 'RFC 7643 §3.1, and the examples.',
    operations: ['createScimUser', 'updateScimUser'],
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
    description: 'POST needs userName, name.givenName and name.familyName.',
    evidence:
      "Microsoft's mapping for its Postman app marks them required; Postman's definition marks nothing. authentik, rauthy and Keycloak's plugins send an empty familyName for people with one name.",
    values: {
      enforce: 'a POST without a first or last name, or with an empty one, is 400 invalidSyntax',
      'allow-empty': 'a first and last name must be sent, and may be empty',
      lenient: 'a missing first or last name is taken as empty',
    },
    operations: ['createScimUser'],
  }),
  'user-name-is-email': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'userName is an email address; anything else is 400 invalidSyntax.',
    evidence: 'OpenAPI definition ("The user\'s email address"); the answer is inferred.',
    operations: ['createScimUser'],
  }),
  'active-default': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'POST without active makes an active user.',
    evidence: 'The definition gives active no default.',
    operations: ['createScimUser'],
  }),
  'developer-role': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'New users get the developer role; SCIM neither shows nor sets roles.',
    evidence: 'Learning centre, SCIM overview.',
    operations: ['createScimUser'],
    untraced: 'SCIM shows no roles.',
  }),
} as const;

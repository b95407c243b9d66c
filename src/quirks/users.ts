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
} as const;

import { quirk } from './quirk.ts';

export const errors = {
  'invalid-syntax': quirk({
    area: 'errors',
    confidence: 'inferred',
    description: 'A body that is unreadable, incomplete or of a wrong type is 400 invalidSyntax.',
    evidence: 'The answer is documented; the meaning of incomplete is not.',
    operations: ['createScimUser', 'updateScimUser', 'updateScimUserState', 'createScimGroup', 'scimUpdateGroup'],
  }),
  'user-not-found': quirk({
    area: 'errors',
    confidence: 'documented',
    description: 'An unknown user id is 404.',
    evidence: 'OpenAPI definition.',
    operations: ['getScimUserResource', 'updateScimUser', 'updateScimUserState'],
  }),
  'group-not-found': quirk({
    area: 'errors',
    confidence: 'documented',
    description: 'An unknown group id is 404.',
    evidence: 'OpenAPI definition.',
    operations: ['getScimGroupResource', 'scimUpdateGroup', 'deleteScimGroup'],
  }),
  'user-exists': quirk({
    area: 'errors',
    confidence: 'documented',
    description: 'POST of an address that is in the team is 409 uniqueness.',
    evidence: 'OpenAPI definition.',
    operations: ['createScimUser'],
  }),
  'group-name-taken': quirk({
    area: 'errors',
    confidence: 'inferred',
    description: 'A group name that is taken (case-sensitive) is 409 uniqueness, with the text for users.',
    evidence: 'The definition lists this answer for groups, without its cause.',
    operations: ['createScimGroup', 'scimUpdateGroup'],
  }),
} as const;

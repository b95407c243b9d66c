import { quirk } from './quirk.ts';

export const groups = {
  'group-display': quirk({
    area: 'groups',
    confidence: 'documented',
    description: "A member's display is the user's first and last name; the display that a client sends is ignored.",
    evidence: 'OpenAPI examples; the 2022-23 edition and one example of a schema show the address.',
    values: {
      name: "display is the user's first and last name",
      email: "display is the user's address",
    },
    operations: ['getScimGroupResources', 'createScimGroup', 'getScimGroupResource', 'scimUpdateGroup'],
  }),
  'group-post-key-order': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'The answer to POST puts externalId before members, and meta as created, lastModified, resourceType.',
    evidence: 'OpenAPI example.',
    operations: ['createScimGroup'],
    untraced: 'It shows in every answer to POST of a group.',
  }),
  'group-members-listed': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'Groups come with their members in lists too, and excludedAttributes is ignored.',
    evidence: 'The example of the list shows members; no parameter is documented to leave them out.',
    withoutOutcome: 'A list shows more attributes than requested; the members are the same.',
    operations: ['getScimGroupResources'],
    untraced: 'It shows in every list of groups.',
  }),
  'group-member-email': quirk({
    area: 'groups',
    confidence: 'inferred',
    description:
      "An email address as a member's value in POST provisions that person, named from display, or from the address where display is itself an address.",
    evidence: '"Creates a new account for each group member" is documented; the form is not.',
    operations: ['createScimGroup'],
  }),
  'group-member-not-in-team': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'A member who is not in the team (unknown id, deactivated) is 400 invalidSyntax.',
    evidence: 'Users must have joined before they can be in a group; the answer is not documented.',
    operations: ['createScimGroup', 'scimUpdateGroup'],
  }),
  'group-delete': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'Deleting a group deactivates those of its members who are in no other group.',
    evidence:
      'OpenAPI definition: "if the app is assigned to the user only with the deleted group"; the learning centre deactivates the members without condition.',
    values: {
      'only-group': 'members who are in no other group are deactivated',
      'all-members': 'all members are deactivated',
    },
    operations: ['deleteScimGroup'],
  }),
  'group-delete-answer': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'DELETE of a group is 204 without a body, and no account is deleted.',
    evidence: 'OpenAPI definition.',
    operations: ['deleteScimGroup'],
    untraced: 'It shows in every answer to DELETE of a group.',
  }),
} as const;

import { quirk } from './quirk.ts';

export const groups = {
  'group-display': quirk({
    area: 'groups',
    confidence: 'documented',
    description: "A member's display is the user's first and last name; what a client sends there is ignored.",
    evidence: 'OpenAPI examples.',
  }),
  'group-post-key-order': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'The answer to POST puts externalId before members, and meta as created, lastModified, resourceType.',
    evidence: 'OpenAPI example.',
  }),
  'group-members-listed': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'Groups come with their members in lists too, and excludedAttributes is ignored.',
    evidence: 'The example of the list shows members; no parameter is documented to leave them out.',
  }),
  'group-member-email': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: "An email address as a member's value in POST provisions that person.",
    evidence: '"Creates a new account for each group member" is documented; the form is not.',
  }),
  'group-member-not-in-team': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'A member who is not in the team (unknown id, deactivated) is 400 invalidSyntax.',
    evidence: 'Users must have joined before they can be in a group; the answer is not documented.',
  }),
  'group-delete': quirk({
    area: 'groups',
    confidence: 'documented',
    description: 'DELETE of a group is 204 without a body, and no account is deleted.',
    evidence: 'OpenAPI definition.',
  }),
  'group-delete-deactivates': quirk({
    area: 'groups',
    confidence: 'inferred',
    description: 'Deleting a group deactivates those of its members who are in no other group.',
    evidence:
      'Deactivation is documented; "in no other group" is our reading of "assigned only with the deleted group".',
  }),
} as const;

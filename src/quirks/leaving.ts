import { quirk } from './quirk.ts';

export const leaving = {
  deactivation: quirk({
    area: 'users',
    confidence: 'documented',
    description:
      'active false removes the user from the team and blocks sign-in; the account stays, and the user stays listed.',
    evidence: 'OpenAPI definition and learning centre; that the user stays listed and is found by filter is observed.',
    operations: ['getScimUserResources', 'getScimUserResource', 'updateScimUserState', 'deleteScimGroup'],
  }),
  'deactivation-leaves-groups': quirk({
    area: 'users',
    confidence: 'inferred',
    description: 'A deactivated user leaves all groups.',
    evidence: 'Groups belong to a team, and a deactivated user has left the team.',
    operations: ['updateScimUserState'],
  }),
  reactivation: quirk({
    area: 'users',
    confidence: 'observed',
    description: 'PATCH with active true puts a deactivated user back in the team.',
    evidence: 'Public clients of the real API find a deactivated user by filter and reactivate that id.',
    operations: ['updateScimUserState'],
  }),
  'reactivation-afresh': quirk({
    area: 'users',
    confidence: 'inferred',
    description:
      'A user who comes back is a developer in no group; the role and the groups from before do not come back.',
    evidence: 'Coming back is observed; the role and the groups are not documented.',
    operations: ['updateScimUserState'],
  }),
  'no-hard-delete': quirk({
    area: 'users',
    confidence: 'documented',
    description: 'Users cannot be deleted: DELETE /Users/{id} is not routed.',
    evidence: 'OpenAPI definition has no such operation.',
    untraced: 'The answer is that of the quirk unrouted.',
  }),
} as const;

import { GroupPatch, NewGroup } from '../../schemas/group-requests.ts';
import { newUserAsRead, userPatchAsRead, userReplacementAsRead } from '../../schemas/user-requests.ts';
import type { OperationId } from '../domain/operation.ts';
import type { Profile } from '../quirks/profiles.ts';
import type { Example } from './document.ts';
import { taylor, testApi } from './examples.ts';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';

const patch = (...operations: readonly object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
});

const newUser = {
  schemas: [userSchema],
  userName: taylor.userName,
  name: { givenName: taylor.givenName, familyName: taylor.familyName },
  externalId: taylor.externalId,
  active: true,
};

const oktaUser = {
  ...newUser,
  emails: [{ primary: true, value: taylor.userName, type: 'work' }],
  displayName: 'Taylor Lee',
  locale: 'en-US',
  groups: [],
};

const replacedUser = { ...newUser, id: taylor.id, name: { givenName: taylor.givenName, familyName: 'Lee-Park' } };

const userPatches = (profile: Profile): Record<string, Example> => ({
  deactivate: { summary: 'Removes from the team', value: patch({ op: 'replace', value: { active: false } }) },
  entra: { summary: 'The same in the form of Entra', value: patch({ op: 'Replace', path: 'active', value: 'False' }) },
  ...(profile['patch-other-attributes'] === 'ignore' && {
    ignored: {
      summary: 'Changes nothing: silently ignored',
      value: patch({ op: 'Replace', path: 'name.familyName', value: 'Lee-Park' }),
    },
  }),
  ...(profile['user-name-updates'] !== 'never' && {
    address: {
      summary: 'Changes the address, to one in a verified domain',
      value: patch({ op: 'replace', path: 'userName', value: 'taylor.park@example.com' }),
    },
  }),
});

const groupPatches: Record<string, Example> = {
  rename: { summary: 'Renames', value: patch({ op: 'replace', value: { id: testApi.id, displayName: 'Platform' } }) },
  add: { summary: 'Adds members', value: patch({ op: 'add', path: 'members', value: [{ value: taylor.id }] }) },
  remove: {
    summary: 'Removes a member as Okta does',
    value: patch({ op: 'remove', path: `members[value eq "${taylor.id}"]` }),
  },
  empty: { summary: 'Empties the group', value: patch({ op: 'replace', path: 'members', value: [] }) },
};

export type RequestBody = {
  /** The name of its component. */
  readonly component: string;
  readonly schema: object;
  readonly examples: Readonly<Record<string, Example>>;
};

/** The bodies of the operations that take one, as a profile reads them. */
export const requestBodies = (profile: Profile): { readonly [Id in OperationId]?: RequestBody } => ({
  createScimUser: {
    component: 'NewUser',
    schema: newUserAsRead(profile),
    examples: {
      user: { summary: 'A user', value: newUser },
      okta: { summary: 'A user in the form of Okta: half of it is silently ignored', value: oktaUser },
    },
  },
  updateScimUser: {
    component: 'UserReplacement',
    schema: userReplacementAsRead(profile),
    examples: {
      rename: { summary: 'Another last name', value: replacedUser },
      ...(profile['put-active'] === 'apply' && {
        deactivate: { summary: 'Removes from the team', value: { ...replacedUser, active: false } },
      }),
    },
  },
  updateScimUserState: { component: 'UserPatch', schema: userPatchAsRead(profile), examples: userPatches(profile) },
  createScimGroup: {
    component: 'NewGroup',
    schema: NewGroup,
    examples: {
      group: {
        summary: 'A group with a member',
        value: {
          schemas: [groupSchema],
          displayName: testApi.displayName,
          externalId: testApi.externalId,
          members: [{ value: taylor.id }],
        },
      },
      entra: {
        summary: 'A group in the form of Entra: members follow by PATCH',
        value: { schemas: [groupSchema], displayName: 'Platform', externalId: '5678', members: [] },
      },
    },
  },
  scimUpdateGroup: { component: 'GroupPatch', schema: GroupPatch, examples: groupPatches },
});

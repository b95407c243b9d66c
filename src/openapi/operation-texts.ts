import type { OperationId } from '../domain/operation.ts';
import type { Profile } from '../quirks/profiles.ts';

type Text = { readonly summary: string; readonly description: string };

const filterBy = (attribute: string): string =>
  `The one filter is \`${attribute} eq "…"\`, URL-encoded; the value is case-sensitive, and any other filter is 400.`;

const listUsers = (profile: Profile): string => {
  const active = profile['filter-active'] === 'accept' ? ' `active eq "true"` and `"false"` are filters too.' : '';
  return `The team's users in the order of their creation, deactivated users included. ${filterBy('userName')}${active}`;
};

const createUser = (profile: Profile): string => {
  const otherTeam =
    profile['other-team'] === 'conflict' ? ' An account of another team, outside those domains, is 409.' : '';
  return (
    "An address without a Postman account gets one and joins the team at once, as does an account in one of the team's " +
    'verified domains. Any other account gets an invite: 201 with an id and active false, and a user only once it is ' +
    `accepted.${otherTeam} An address that is in the team, deactivated or invited is 409. New users have the role developer.`
  );
};

const replaceUser = (profile: Profile): string => {
  const taken = [
    'the first and last name',
    ...(profile['put-active'] === 'apply' ? ['active'] : []),
    ...(profile['user-name-updates'] === 'never' ? [] : ['userName where the new address is in a verified domain']),
  ];
  return `Changes ${taken.join(', ')}. Other attributes are silently ignored, and the answer is 200 with the whole user.`;
};

const patchUser = (profile: Profile): string => {
  const userName =
    profile['user-name-updates'] === 'never' ? '' : ' Path userName changes the address, to one in a verified domain.';
  const others =
    profile['patch-other-attributes'] === 'ignore'
      ? 'Operations on anything else are silently ignored, with 200.'
      : 'Operations on anything else are 400.';
  return (
    'active false removes the user from the team and its groups; the account stays, and the user stays listed. ' +
    `active true brings the user back, as a developer and without the groups.${userName} ${others}`
  );
};

/** What an operation is called and does under a profile. */
export const operationTexts = (profile: Profile): Readonly<Record<OperationId, Text>> => ({
  getScimUserResources: { summary: 'List users', description: listUsers(profile) },
  createScimUser: { summary: 'Create a user', description: createUser(profile) },
  getScimUserResource: {
    summary: 'Get a user',
    description: 'A user of the team, active or deactivated. A person with a pending invite is not a user yet.',
  },
  updateScimUser: { summary: 'Update a user', description: replaceUser(profile) },
  updateScimUserState: { summary: 'Deactivate or reactivate a user', description: patchUser(profile) },
  getScimGroupResources: {
    summary: 'List groups',
    description: `The team's groups in the order of their creation, with their members. ${filterBy('displayName')}`,
  },
  createScimGroup: {
    summary: 'Create a group',
    description:
      'A member is the id of a user who is active in the team, or an email address, which is provisioned as POST ' +
      '/Users would. The answer has its keys in another order than GET.',
  },
  getScimGroupResource: { summary: 'Get a group', description: 'A group with its members.' },
  scimUpdateGroup: {
    summary: "Change a group's name or members",
    description:
      'All operations of a request apply, or none; the answer is the whole group. Adding a member twice, or removing ' +
      'one who is not in the group, changes nothing and is 200. replace of members without a value empties the group.',
  },
  deleteScimGroup: {
    summary: 'Delete a group',
    description: 'Members who are in no other group are deactivated. Their accounts stay.',
  },
  getScimResourceTypes: {
    summary: 'List resource types',
    description: 'A bare array, not a ListResponse. Its 401 is a problem document.',
  },
  getScimServiceProviderConfig: {
    summary: 'Get the service provider configuration',
    description: 'The features of SCIM that Postman supports.',
  },
});

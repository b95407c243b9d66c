import type { Group, Member } from '../domain/member.ts';
import type { OperationId } from '../domain/operation.ts';
import type { Trace } from '../domain/trace.ts';
import type { Profile } from '../quirks/profiles.ts';
import { resourceTypesText, toServiceProviderConfigText } from '../scim/write/discovery.ts';
import { membersText, toCreatedGroupText, toGroupText, toMemberText, toPatchedGroupText } from '../scim/write/group.ts';
import { toListText } from '../scim/write/list.ts';
import { toUserText as toStoredText, withExternalIds } from '../scim/write/user.ts';
import type { Example } from './document.ts';

const came = Date.UTC(2021, 1, 22, 4, 24, 13);
const changed = Date.UTC(2021, 2, 1, 9, 30, 0);

export const taylor: Member = {
  pk: 1,
  team: 1,
  account: 1,
  id: '405775fe15ed41872a8eea4c8aa2b38cda9749812cc55c99',
  userName: 'taylor.lee@example.com',
  givenName: 'Taylor',
  familyName: 'Lee',
  externalId: '12345678',
  state: 'active',
  role: 'developer',
  signIn: 'allowed',
  origin: 'scim',
  position: 1,
  created: came,
  lastModified: came,
};

export const alex: Member = {
  ...taylor,
  pk: 2,
  id: '405775fe15ee7b1d0c55f0a94e6d2b8137c4e9a06f1d5b22',
  userName: 'alex.cruz@example.com',
  givenName: 'Alex',
  familyName: 'Cruz',
  externalId: null,
  state: 'deactivated',
  position: 2,
  lastModified: changed,
};

export const testApi: Group = {
  pk: 1,
  team: 1,
  id: '405775fe15ef0ad3b97c26e18f5d4c02a6b1e7398d0f4c5a',
  displayName: 'Test-API',
  externalId: '1234',
  role: null,
  position: 1,
  created: came,
  lastModified: came,
};

const untraced: Trace = { quirk: () => {}, outcome: () => {}, changed: () => {} };

type Texts = Readonly<Record<string, readonly [summary: string, text: string]>>;

const toExamples = (texts: Texts): Record<string, Example> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, [summary, text]]) => [name, { summary, value: JSON.parse(text) as unknown }]),
  );

/** The answers to calls that went well, written by what writes the real ones. Null for an answer without a body. */
export const successExamples = (
  operation: OperationId,
  profile: Profile,
  serverUrl: string,
): Record<string, Example> | null => {
  const renamed = { ...taylor, familyName: 'Lee-Park', lastModified: changed };
  const deactivated = { ...taylor, state: 'deactivated', lastModified: changed } as const;
  const toUserText = (member: Member): string => withExternalIds(profile, toStoredText(member), untraced);
  const groups = { membersText: () => toMemberText(taylor), members: () => [taylor] };
  const members = membersText(profile, groups, testApi);
  const list = (texts: readonly string[]) =>
    toListText(profile, { startIndex: 1, count: 100 }, texts.length, texts, untraced);
  const texts: Readonly<Record<OperationId, Texts | null>> = {
    getScimUserResources: {
      users: ['Two users, one of them deactivated', list([toUserText(taylor), toUserText(alex)])],
      nobody: ['A filter that nobody meets', list([])],
    },
    createScimUser: {
      joined: ['In the team at once', toUserText(taylor)],
      invited: ['An invite was sent', toUserText({ ...taylor, state: 'invited' })],
    },
    getScimUserResource: {
      active: ['A user', toUserText(taylor)],
      deactivated: ['A user who was removed from the team, and was never given an externalId', toUserText(alex)],
    },
    updateScimUser: { renamed: ['Another last name', toUserText(renamed)] },
    updateScimUserState: { deactivated: ['Removed from the team', toUserText(deactivated)] },
    getScimGroupResources: {
      groups: ['A group', list([toGroupText(testApi, members)])],
      none: ['A filter that no group meets', list([])],
    },
    createScimGroup: { created: ["In POST's own key order", toCreatedGroupText(testApi, members)] },
    getScimGroupResource: { group: ['A group', toGroupText(testApi, members)] },
    scimUpdateGroup: {
      renamed: [
        'Renamed',
        toPatchedGroupText(profile, { ...testApi, displayName: 'Platform', lastModified: changed }, members, untraced),
      ],
      emptied: ['Without members', toPatchedGroupText(profile, { ...testApi, lastModified: changed }, '', untraced)],
    },
    deleteScimGroup: null,
    getScimResourceTypes: { types: ['Users and groups', resourceTypesText] },
    getScimServiceProviderConfig: { config: ['The configuration', toServiceProviderConfigText(serverUrl)] },
  };
  const own = texts[operation];
  return own && toExamples(own);
};

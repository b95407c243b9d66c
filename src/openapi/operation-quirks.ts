import type { OperationId } from '../domain/operation.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import { quirkOf } from '../quirks/catalogue.ts';
import type { Profile, SwitchId } from '../quirks/profiles.ts';
import type { QuirkNote } from './document.ts';

/** What holds for every call. */
const everywhere: readonly QuirkId[] = [
  'unrouted',
  'unrouted-before-key',
  'trailing-slash',
  'path-case',
  'no-hard-delete',
  'check-order',
  'authorization-forms',
  'x-api-key',
  'key-refused',
  'admin-left',
  'admin-key-limits',
  'team-deleted',
  'scim-off',
  'key-grace',
  'scim-json-accepted',
  'body-limit',
  'header-limit',
  'schemas-unchecked',
  'rate-limits',
  'rate-limit-delete',
  'rate-limit-window',
  'rate-limit-headers',
  'rate-limit-body',
];

const lists: readonly QuirkId[] = [
  'filter-attributes',
  'filter-case',
  'filter-keyword-case',
  'filter-single-quotes',
  'raw-plus',
  'items-per-page',
  'count-cap',
  'count-bounds',
  'start-index-below-one',
  'list-order',
  'unknown-parameters',
];

const leaving: readonly QuirkId[] = ['deactivation', 'deactivation-leaves-groups', 'reactivation'];

const addressChange: readonly QuirkId[] = ['user-name-updates', 'user-name-update-refused'];

const byOperation: Readonly<Record<OperationId, readonly QuirkId[]>> = {
  getScimUserResources: [
    ...lists,
    'filter-active',
    'filter-refused-users',
    'address-case',
    'deactivation',
    'pending-invite',
  ],
  createScimUser: [
    'joins-at-once',
    'verified-domain-joins',
    'invite-answer',
    'pending-invite',
    'pending-invite-conflict',
    'other-team',
    'user-exists',
    'address-case',
    'deactivated-conflict',
    'existing-account-name',
    'developer-role',
    'required-names',
    'user-name-is-email',
    'active-default',
    'user-id',
    'external-id-absent',
    'external-id-once',
    'never-stored',
    'read-only',
    'enterprise-extension',
    'post-groups',
    'post-groups-by-id',
    'post-groups-unknown',
    'invalid-syntax',
  ],
  getScimUserResource: ['user-not-found', 'pending-invite', 'deactivation', 'external-id-absent', 'never-stored'],
  updateScimUser: [
    'put-name-only',
    'put-active',
    'put-without-name',
    'put-partial-name',
    'external-id-once',
    'never-stored',
    'read-only',
    ...addressChange,
    'user-not-found',
    'invalid-syntax',
  ],
  updateScimUserState: [
    'patch-active-only',
    'patch-active-path',
    'patch-active-string',
    'patch-active-op',
    'patch-other-attributes',
    'patch-atomic',
    ...leaving,
    ...addressChange,
    'user-not-found',
    'invalid-syntax',
  ],
  getScimGroupResources: [...lists, 'filter-refused-groups', 'group-members-listed'],
  createScimGroup: [
    'group-name-taken',
    'group-post-key-order',
    'group-display',
    'group-member-email',
    'group-member-not-in-team',
    'external-id-absent',
    'invalid-syntax',
  ],
  getScimGroupResource: ['group-not-found', 'group-display'],
  scimUpdateGroup: [
    'group-patch-rename',
    'group-rename-anywhere',
    'group-patch-members',
    'group-member-object',
    'group-patch-no-path',
    'group-remove-by-filter',
    'group-replace-empty',
    'group-member-twice',
    'group-member-not-in-team',
    'group-external-id',
    'group-patch-unknown',
    'patch-atomic',
    'group-patch-answer',
    'group-name-taken',
    'group-not-found',
    'invalid-syntax',
  ],
  deleteScimGroup: ['group-delete', 'group-delete-deactivates', 'deactivation', 'group-not-found'],
  getScimResourceTypes: ['resource-types-array', 'resource-types-401', 'discovery-checks-team', 'enterprise-extension'],
  getScimServiceProviderConfig: ['discovery-location', 'discovery-checks-team'],
};

/** Sentences that a reading of another quirk takes the ground from. */
const silenced = (id: QuirkId, profile: Profile): boolean => {
  if (id === 'put-name-only') return profile['put-active'] === 'apply' || profile['user-name-updates'] !== 'never';
  if (id === 'patch-active-only') return profile['user-name-updates'] !== 'never';
  return id === 'user-name-update-refused' && profile['user-name-updates'] === 'never';
};

const toNote = (id: QuirkId, profile: Profile): QuirkNote => {
  const { confidence, description, values } = quirkOf(id);
  const value = values && profile[id as SwitchId];
  return { id, confidence, description, ...(value && { reading: { value, means: values[value] ?? '' } }) };
};

const toNotes = (ids: readonly QuirkId[], profile: Profile): QuirkNote[] =>
  ids.filter((id) => !silenced(id, profile)).map((id) => toNote(id, profile));

export const quirksEverywhere = (profile: Profile): QuirkNote[] => toNotes(everywhere, profile);

export const quirksOfOperation = (operation: OperationId, profile: Profile): QuirkNote[] =>
  toNotes(byOperation[operation], profile);

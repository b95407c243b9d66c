import type { Check } from '../check.ts';
import activeDefault from './active-default.ts';
import addressCase from './address-case.ts';
import adminLeft from './admin-left.ts';
import authorizationForms from './authorization-forms.ts';
import bodyLimit from './body-limit.ts';
import checkOrder from './check-order.ts';
import countBounds from './count-bounds.ts';
import countCap from './count-cap.ts';
import deactivatedConflict from './deactivated-conflict.ts';
import deactivation from './deactivation.ts';
import deactivationLeavesGroups from './deactivation-leaves-groups.ts';
import developerRole from './developer-role.ts';
import discoveryChecksTeam from './discovery-checks-team.ts';
import discoveryLocation from './discovery-location.ts';
import enterpriseExtension from './enterprise-extension.ts';
import existingAccountName from './existing-account-name.ts';
import externalIdAbsent from './external-id-absent.ts';
import externalIdOnce from './external-id-once.ts';
import filterActive from './filter-active.ts';
import filterAttributes from './filter-attributes.ts';
import filterCase from './filter-case.ts';
import filterKeywordCase from './filter-keyword-case.ts';
import filterRefusedGroups from './filter-refused-groups.ts';
import filterRefusedUsers from './filter-refused-users.ts';
import filterSingleQuotes from './filter-single-quotes.ts';
import groupDelete from './group-delete.ts';
import groupDeleteDeactivates from './group-delete-deactivates.ts';
import groupDisplay from './group-display.ts';
import groupExternalId from './group-external-id.ts';
import groupMemberEmail from './group-member-email.ts';
import groupMemberNotInTeam from './group-member-not-in-team.ts';
import groupMemberObject from './group-member-object.ts';
import groupMemberTwice from './group-member-twice.ts';
import groupMembersListed from './group-members-listed.ts';
import groupNameTaken from './group-name-taken.ts';
import groupNotFound from './group-not-found.ts';
import groupPatchAnswer from './group-patch-answer.ts';
import groupPatchMembers from './group-patch-members.ts';
import groupPatchNoPath from './group-patch-no-path.ts';
import groupPatchRename from './group-patch-rename.ts';
import groupPatchUnknown from './group-patch-unknown.ts';
import groupPostKeyOrder from './group-post-key-order.ts';
import groupRemoveByFilter from './group-remove-by-filter.ts';
import groupRenameAnywhere from './group-rename-anywhere.ts';
import groupReplaceEmpty from './group-replace-empty.ts';
import headerLimit from './header-limit.ts';
import invalidSyntax from './invalid-syntax.ts';
import inviteAnswer from './invite-answer.ts';
import itemsPerPage from './items-per-page.ts';
import joinsAtOnce from './joins-at-once.ts';
import keyGrace from './key-grace.ts';
import keyRefused from './key-refused.ts';
import listOrder from './list-order.ts';
import neverStored from './never-stored.ts';
import noHardDelete from './no-hard-delete.ts';
import otherTeam from './other-team.ts';
import patchActiveOnly from './patch-active-only.ts';
import patchActiveOp from './patch-active-op.ts';
import patchActivePath from './patch-active-path.ts';
import patchActiveString from './patch-active-string.ts';
import patchAtomic from './patch-atomic.ts';
import patchOtherAttributes from './patch-other-attributes.ts';
import pathCase from './path-case.ts';
import pendingInvite from './pending-invite.ts';
import pendingInviteConflict from './pending-invite-conflict.ts';
import postGroups from './post-groups.ts';
import postGroupsById from './post-groups-by-id.ts';
import postGroupsUnknown from './post-groups-unknown.ts';
import putActive from './put-active.ts';
import putNameOnly from './put-name-only.ts';
import putPartialName from './put-partial-name.ts';
import putWithoutName from './put-without-name.ts';
import rateLimitBody from './rate-limit-body.ts';
import rateLimitDelete from './rate-limit-delete.ts';
import rateLimitHeaders from './rate-limit-headers.ts';
import rateLimitWindow from './rate-limit-window.ts';
import rateLimits from './rate-limits.ts';
import rawPlus from './raw-plus.ts';
import reactivation from './reactivation.ts';
import readOnly from './read-only.ts';
import requiredNames from './required-names.ts';
import resourceTypes401 from './resource-types-401.ts';
import resourceTypesArray from './resource-types-array.ts';
import schemasUnchecked from './schemas-unchecked.ts';
import scimJsonAccepted from './scim-json-accepted.ts';
import scimOff from './scim-off.ts';
import startIndexBelowOne from './start-index-below-one.ts';
import teamDeleted from './team-deleted.ts';
import trailingSlash from './trailing-slash.ts';
import unknownParameters from './unknown-parameters.ts';
import unrouted from './unrouted.ts';
import unroutedBeforeKey from './unrouted-before-key.ts';
import userExists from './user-exists.ts';
import userId from './user-id.ts';
import userNameIsEmail from './user-name-is-email.ts';
import userNameUpdateRefused from './user-name-update-refused.ts';
import userNameUpdates from './user-name-updates.ts';
import userNotFound from './user-not-found.ts';
import verifiedDomainJoins from './verified-domain-joins.ts';
import xApiKey from './x-api-key.ts';

/** In the order of the quirks. */
export const checks: readonly Check[] = [
  unrouted,
  unroutedBeforeKey,
  trailingSlash,
  pathCase,
  checkOrder,
  scimJsonAccepted,
  bodyLimit,
  headerLimit,
  authorizationForms,
  xApiKey,
  keyRefused,
  adminLeft,
  teamDeleted,
  resourceTypes401,
  discoveryChecksTeam,
  scimOff,
  keyGrace,
  invalidSyntax,
  userNotFound,
  groupNotFound,
  userExists,
  groupNameTaken,
  userId,
  externalIdAbsent,
  externalIdOnce,
  neverStored,
  readOnly,
  schemasUnchecked,
  requiredNames,
  userNameIsEmail,
  activeDefault,
  developerRole,
  joinsAtOnce,
  verifiedDomainJoins,
  existingAccountName,
  inviteAnswer,
  pendingInvite,
  pendingInviteConflict,
  deactivatedConflict,
  otherTeam,
  addressCase,
  postGroups,
  postGroupsById,
  postGroupsUnknown,
  putNameOnly,
  putActive,
  putWithoutName,
  putPartialName,
  userNameUpdates,
  userNameUpdateRefused,
  patchActiveOnly,
  patchActivePath,
  patchActiveString,
  patchActiveOp,
  patchOtherAttributes,
  deactivation,
  deactivationLeavesGroups,
  reactivation,
  noHardDelete,
  itemsPerPage,
  countCap,
  countBounds,
  startIndexBelowOne,
  listOrder,
  filterAttributes,
  filterRefusedUsers,
  filterRefusedGroups,
  filterActive,
  filterCase,
  filterKeywordCase,
  filterSingleQuotes,
  rawPlus,
  unknownParameters,
  groupDisplay,
  groupPostKeyOrder,
  groupMembersListed,
  groupMemberEmail,
  groupMemberNotInTeam,
  groupPatchRename,
  groupRenameAnywhere,
  groupPatchMembers,
  groupMemberObject,
  groupPatchNoPath,
  groupRemoveByFilter,
  groupReplaceEmpty,
  groupMemberTwice,
  groupExternalId,
  groupPatchUnknown,
  patchAtomic,
  groupPatchAnswer,
  groupDelete,
  groupDeleteDeactivates,
  resourceTypesArray,
  enterpriseExtension,
  discoveryLocation,
  rateLimits,
  rateLimitDelete,
  rateLimitWindow,
  rateLimitHeaders,
  rateLimitBody,
];

import type { FindingKind } from './finding.ts';
import { adminKeyLimits } from './findings/admin-key-limits.ts';
import { asksForNeverStored } from './findings/asks-for-never-stored.ts';
import { believesSchemaExtension } from './findings/believes-schema-extension.ts';
import { believesServiceProviderConfig } from './findings/believes-service-provider-config.ts';
import { bodyRefused } from './findings/body-refused.ts';
import { bulk } from './findings/bulk.ts';
import { conflictFatal } from './findings/conflict-fatal.ts';
import { countAbove100 } from './findings/count-above-100.ts';
import { createWithoutLooking } from './findings/create-without-looking.ts';
import { createsTwice } from './findings/creates-twice.ts';
import { deleteUser } from './findings/delete-user.ts';
import { doubledSlash } from './findings/doubled-slash.ts';
import { externalIdUnchanged } from './findings/external-id-unchanged.ts';
import { givesUpAfterFailure } from './findings/gives-up-after-failure.ts';
import { givesUpOn429 } from './findings/gives-up-on-429.ts';
import { groupBeforeAccepted } from './findings/group-before-accepted.ts';
import { groupDeleteDeactivates } from './findings/group-delete-deactivates.ts';
import { ignores429 } from './findings/ignores-429.ts';
import { inviteTakenForMember } from './findings/invite-taken-for-member.ts';
import { keyInXApiKey } from './findings/key-in-x-api-key.ts';
import { leftActive } from './findings/left-active.ts';
import { lookupLetterCase } from './findings/lookup-letter-case.ts';
import { neverLetIn } from './findings/never-let-in.ts';
import { neverStored } from './findings/never-stored.ts';
import { notRouted } from './findings/not-routed.ts';
import { oneMemberAtATime } from './findings/one-member-at-a-time.ts';
import { onePageOfMany } from './findings/one-page-of-many.ts';
import { pagesSkipped } from './findings/pages-skipped.ts';
import { parametersIgnored } from './findings/parameters-ignored.ts';
import { passwordSent } from './findings/password-sent.ts';
import { patchNameIgnored } from './findings/patch-name-ignored.ts';
import { pollsUnchanged } from './findings/polls-unchanged.ts';
import { putActiveIgnored } from './findings/put-active-ignored.ts';
import { putGroup } from './findings/put-group.ts';
import { rawPlusInFilter } from './findings/raw-plus-in-filter.ts';
import { reactivatedWithoutGroups } from './findings/reactivated-without-groups.ts';
import { resourceTypesAsList } from './findings/resource-types-as-list.ts';
import { retriesBlindly } from './findings/retries-blindly.ts';
import { retriesWithoutPause } from './findings/retries-without-pause.ts';
import { schemasProbe } from './findings/schemas-probe.ts';
import { secretSent } from './findings/secret-sent.ts';
import { syncLoop } from './findings/sync-loop.ts';
import { trustsItemsPerPage } from './findings/trusts-items-per-page.ts';
import { unsupportedFilter } from './findings/unsupported-filter.ts';
import { userNameUnchanged } from './findings/user-name-unchanged.ts';
import { wouldBeRateLimited } from './findings/would-be-rate-limited.ts';

/** Every finding there is, in the order in which a report lists those of one severity. */
export const catalogue: readonly FindingKind[] = [
  neverLetIn,
  adminKeyLimits,
  doubledSlash,
  notRouted,
  deleteUser,
  putGroup,
  bulk,
  leftActive,
  putActiveIgnored,
  patchNameIgnored,
  userNameUnchanged,
  bodyRefused,
  unsupportedFilter,
  lookupLetterCase,
  rawPlusInFilter,
  conflictFatal,
  inviteTakenForMember,
  groupBeforeAccepted,
  onePageOfMany,
  pagesSkipped,
  trustsItemsPerPage,
  ignores429,
  createsTwice,
  groupDeleteDeactivates,
  reactivatedWithoutGroups,
  externalIdUnchanged,
  syncLoop,
  asksForNeverStored,
  believesServiceProviderConfig,
  believesSchemaExtension,
  resourceTypesAsList,
  schemasProbe,
  countAbove100,
  wouldBeRateLimited,
  givesUpOn429,
  givesUpAfterFailure,
  retriesBlindly,
  retriesWithoutPause,
  keyInXApiKey,
  passwordSent,
  secretSent,
  neverStored,
  parametersIgnored,
  createWithoutLooking,
  oneMemberAtATime,
  pollsUnchanged,
];

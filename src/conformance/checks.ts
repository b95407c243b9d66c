import type { QuirkId } from '../quirks/catalogue.ts';
import { quirks } from '../quirks/catalogue.ts';
import type { Check, NamedCheck } from './check.ts';
import { addressesChecks } from './checks/addresses.ts';
import { discoveryChecks } from './checks/discovery.ts';
import { errorsChecks } from './checks/errors.ts';
import { groupPatchChecks } from './checks/group-patch.ts';
import { groupsChecks } from './checks/groups.ts';
import { joiningChecks } from './checks/joining.ts';
import { keysChecks } from './checks/keys.ts';
import { leavingChecks } from './checks/leaving.ts';
import { listsChecks } from './checks/lists.ts';
import { rateLimitsChecks } from './checks/rate-limits.ts';
import { surfaceChecks } from './checks/surface.ts';
import { userChangesChecks } from './checks/user-changes.ts';
import { usersChecks } from './checks/users.ts';

const byQuirk: Readonly<Record<QuirkId, Check>> = {
  ...surfaceChecks,
  ...keysChecks,
  ...errorsChecks,
  ...usersChecks,
  ...joiningChecks,
  ...userChangesChecks,
  ...addressesChecks,
  ...leavingChecks,
  ...listsChecks,
  ...groupsChecks,
  ...groupPatchChecks,
  ...discoveryChecks,
  ...rateLimitsChecks,
};

/** One check for every behaviour, in the order of the catalogue. */
export const checks: readonly NamedCheck[] = (Object.keys(quirks) as QuirkId[]).map((quirk) => ({
  quirk,
  ...byQuirk[quirk],
}));

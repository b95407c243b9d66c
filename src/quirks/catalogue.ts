import { addresses } from './addresses.ts';
import { discovery } from './discovery.ts';
import { errors } from './errors.ts';
import { groupPatch } from './group-patch.ts';
import { groups } from './groups.ts';
import { joining } from './joining.ts';
import { keys } from './keys.ts';
import { leaving } from './leaving.ts';
import { lists } from './lists.ts';
import type { Quirk } from './quirk.ts';
import { rateLimits } from './rate-limits.ts';
import { surface } from './surface.ts';
import { userChanges } from './user-changes.ts';
import { users } from './users.ts';

export type { Area, Confidence, Quirk } from './quirk.ts';

/** Every behaviour a client can see, by its id. */
export const quirks = {
  ...surface,
  ...keys,
  ...errors,
  ...users,
  ...joining,
  ...userChanges,
  ...addresses,
  ...leaving,
  ...lists,
  ...groups,
  ...groupPatch,
  ...discovery,
  ...rateLimits,
} as const;

export type QuirkId = keyof typeof quirks;

export const isQuirkId = (id: string): id is QuirkId => Object.hasOwn(quirks, id);

export const quirkOf = (id: QuirkId): Quirk => quirks[id];

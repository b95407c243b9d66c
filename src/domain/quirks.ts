import { discovery } from './quirks/discovery.ts';
import { errors } from './quirks/errors.ts';
import { groups } from './quirks/groups.ts';
import { keys } from './quirks/keys.ts';
import { lists } from './quirks/lists.ts';
import type { Quirk } from './quirks/quirk.ts';
import { rateLimits } from './quirks/rate-limits.ts';
import { surface } from './quirks/surface.ts';
import { users } from './quirks/users.ts';

export type { Area, Confidence, Quirk } from './quirks/quirk.ts';

/** Every behaviour a client can see, by its id. */
export const quirks = {
  ...surface,
  ...keys,
  ...errors,
  ...users,
  ...lists,
  ...groups,
  ...discovery,
  ...rateLimits,
} as const;

export type QuirkId = keyof typeof quirks;

export const isQuirkId = (id: string): id is QuirkId => Object.hasOwn(quirks, id);

export const quirkOf = (id: QuirkId): Quirk => quirks[id];

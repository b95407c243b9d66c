import type { FindingKind } from './finding.ts';
import { attributes } from './findings/attributes.ts';
import { creation } from './findings/creation.ts';
import { discovery } from './findings/discovery.ts';
import { failures } from './findings/failures.ts';
import { groups } from './findings/groups.ts';
import { keys } from './findings/keys.ts';
import { lists } from './findings/lists.ts';
import { lookUps } from './findings/look-ups.ts';
import { rateLimits } from './findings/rate-limits.ts';
import { routes } from './findings/routes.ts';
import { updates } from './findings/updates.ts';

/** Every finding, in the order in which a report lists those of one severity. */
export const catalogue: readonly FindingKind[] = [
  ...keys,
  ...routes,
  ...updates,
  ...attributes,
  ...lookUps,
  ...creation,
  ...lists,
  ...groups,
  ...discovery,
  ...rateLimits,
  ...failures,
];

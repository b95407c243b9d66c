import type { Profile } from '../profile.ts';

/** What the OpenAPI definition of before 2025 and its clients describe: the default. */
export const classic: Profile = {
  'x-api-key': 'accept',
  'required-names': 'enforce',
  'pending-invite': 'hidden',
  'other-team': 'invite',
  'put-active': 'ignore',
  'put-without-name': 'refuse',
  'user-name-updates': 'never',
  'patch-other-attributes': 'ignore',
  'items-per-page': 'count',
  'start-index-below-one': 'one',
  'filter-active': 'refuse',
};

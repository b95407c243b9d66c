import type { Profile } from '../profile.ts';
import { edition2025 } from './2025.ts';

/** The OpenAPI definition’s 2026-08 edition: PUT takes active and userName, another team’s account is a conflict. */
export const edition202608: Profile = {
  ...edition2025,
  'other-team': 'conflict',
  'put-active': 'apply',
  'put-without-name': 'accept',
  'user-name-updates': 'verified-domains',
  'start-index-below-one': 'refuse',
};

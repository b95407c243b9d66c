import type { Profile } from '../profile.ts';
import { classic } from './classic.ts';

/** The OpenAPI definition’s 2025 edition adds the filter by active. */
export const edition2025: Profile = { ...classic, 'filter-active': 'accept' };

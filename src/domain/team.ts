import type { Profile, ProfileName } from '../quirks/profiles.ts';
import { domainOf } from './address.ts';

/** Calls a minute, over all SCIM endpoints (quirk rate-limits). */
export type RateLimit = { readonly reads: number; readonly writes: number };

/** Postman's own limit. */
export const postmanRateLimit: RateLimit = { reads: 300, writes: 180 };

/** Reads `off`, `postman` or `READS/WRITES`; undefined for anything else. */
export const toRateLimit = (text: string): RateLimit | null | undefined => {
  if (text === 'off') return null;
  if (text === 'postman') return postmanRateLimit;
  const [, reads, writes] = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text) ?? [];
  return reads === undefined ? undefined : { reads: Number(reads), writes: Number(writes) };
};

export const rateLimitText = (limit: RateLimit | null): string =>
  limit === null ? 'off' : `${limit.reads}/${limit.writes}`;

/** A Postman team, as its SCIM API sees it. */
export type Team = {
  readonly pk: number;
  readonly world: number;
  readonly id: string;
  readonly name: string;
  readonly profileName: ProfileName;
  /** The quirks switched on top of the profile. */
  readonly switched: Partial<Profile>;
  /** Both together: how Postman treats this team. */
  readonly profile: Profile;
  /** Lower-case. */
  readonly verifiedDomains: readonly string[];
  readonly scimEnabled: boolean;
  readonly deleted: boolean;
  /** What is enforced; null where nothing is. */
  readonly rateLimit: RateLimit | null;
};

export const hasVerified = (team: Team, address: string): boolean => team.verifiedDomains.includes(domainOf(address));

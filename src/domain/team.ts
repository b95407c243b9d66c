import type { Profile, ProfileName } from '../quirks/profiles.ts';
import { toProfile } from '../quirks/profiles.ts';
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

/** The plans of Postman. SCIM belongs to the last. */
export type Plan = 'free' | 'basic' | 'professional' | 'enterprise';

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
  readonly plan: Plan;
  /** How many methods of single sign-on are configured. */
  readonly ssoMethods: number;
  /** True where Postman agreed to SCIM with more than one SSO method. */
  readonly severalSsoMethods: boolean;
  readonly scimEnabled: boolean;
  readonly deleted: boolean;
  /** What is enforced; null where nothing is. */
  readonly rateLimit: RateLimit | null;
};

/** What a team's settings decide; the rest of a team says which team it is. */
export type TeamState = Omit<Team, 'pk' | 'world' | 'id'>;

/** Settings of a team as flags, library options, documents and the control API give them: checked, undefined unless given. */
export type TeamSettings = {
  readonly name?: string | undefined;
  readonly profile?: ProfileName | undefined;
  readonly quirks?: Readonly<Record<string, string>> | undefined;
  readonly verifiedDomains?: readonly string[] | undefined;
  readonly plan?: Plan | undefined;
  readonly ssoMethods?: number | undefined;
  readonly severalSsoMethods?: boolean | undefined;
  readonly scimEnabled?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  /** `off`, `postman` or `READS/WRITES`. */
  readonly rateLimit?: string | undefined;
};

/** A team before any setting is applied. */
export const defaultTeam: TeamState = {
  name: 'Emulated team',
  profileName: 'classic',
  switched: {},
  profile: toProfile('classic'),
  verifiedDomains: [],
  plan: 'enterprise',
  ssoMethods: 1,
  severalSsoMethods: false,
  scimEnabled: true,
  deleted: false,
  rateLimit: null,
};

/** Applies the settings that are given to a team; it keeps the others. */
export const applySettings = <T extends TeamState>(team: T, settings: TeamSettings): T => {
  const profileName = settings.profile ?? team.profileName;
  const switched = (settings.quirks as Partial<Profile> | undefined) ?? team.switched;
  return {
    ...team,
    name: settings.name ?? team.name,
    profileName,
    switched,
    profile: toProfile(profileName, switched),
    verifiedDomains: settings.verifiedDomains?.map((domain) => domain.toLowerCase()) ?? team.verifiedDomains,
    plan: settings.plan ?? team.plan,
    ssoMethods: settings.ssoMethods ?? team.ssoMethods,
    severalSsoMethods: settings.severalSsoMethods ?? team.severalSsoMethods,
    scimEnabled: settings.scimEnabled ?? team.scimEnabled,
    deleted: settings.deleted ?? team.deleted,
    rateLimit: settings.rateLimit === undefined ? team.rateLimit : (toRateLimit(settings.rateLimit) ?? null),
  };
};

export const hasVerified = (team: Team, address: string): boolean => team.verifiedDomains.includes(domainOf(address));

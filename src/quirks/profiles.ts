import type { QuirkId } from './catalogue.ts';
import { quirkOf, type quirks } from './catalogue.ts';

/** The quirks that have more than one reading. */
export type SwitchId = {
  [Id in QuirkId]: (typeof quirks)[Id] extends { readonly values: object } ? Id : never;
}[QuirkId];

/** One reading for every quirk that has several: how the emulated Postman behaves. */
export type Profile = {
  readonly [Id in SwitchId]: keyof Extract<(typeof quirks)[Id], { readonly values: object }>['values'];
};

/** What the OpenAPI definition of before 2025 and its clients describe: the default. */
const classic: Profile = {
  routing: 'exact',
  'groups-endpoint': 'routed',
  'response-charset': 'utf-8',
  'x-api-key': 'accept',
  'admin-key-limits': 'ignore',
  'external-id-absent': 'omit',
  'required-names': 'enforce',
  'pending-invite': 'hidden',
  'other-team': 'invite',
  'put-active': 'ignore',
  'put-without-name': 'refuse',
  'user-name-updates': 'never',
  'patch-other-attributes': 'ignore',
  'attribute-names': 'rfc',
  'items-per-page': 'returned',
  'start-index-below-one': 'one',
  'filter-active': 'refuse',
  'group-display': 'name',
  'group-patch-answer': 'with-members',
  'group-delete': 'only-group',
};

/** The service before groups, as the learning centre of January 2022 describes it. */
const edition2022: Profile = { ...classic, 'groups-endpoint': 'unrouted' };

/** The OpenAPI definition's 2025 edition adds the filter by active; addresses change since 2024. */
const edition2025: Profile = { ...classic, 'filter-active': 'accept', 'user-name-updates': 'verified-domains' };

/** The OpenAPI definition's 2026-08 edition: PUT takes active, another team's account is a conflict. */
const edition202608: Profile = {
  ...edition2025,
  'other-team': 'conflict',
  'put-active': 'apply',
  'put-without-name': 'accept',
  'start-index-below-one': 'refuse',
};

export const profiles = {
  '2022': edition2022,
  classic,
  '2025': edition2025,
  '2026-08': edition202608,
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const profileNames = Object.keys(profiles).sort() as ProfileName[];

export const isProfileName = (name: string): name is ProfileName => Object.hasOwn(profiles, name);

export const switchIds = Object.keys(classic) as SwitchId[];

/** A profile with single quirks switched on top. */
export const toProfile = (name: ProfileName, switched: Partial<Profile> = {}): Profile => ({
  ...profiles[name],
  ...switched,
});

/** Says what is wrong with a switch, or nothing where it is one of the known names and values. */
export const switchProblem = (id: string, value: string): string | undefined => {
  if (!(switchIds as string[]).includes(id)) {
    return `expected one of ${switchIds.join(', ')}, got "${id}"`;
  }
  const values = Object.keys(quirkOf(id as SwitchId).values ?? {});
  return values.includes(value) ? undefined : `quirk ${id}: expected ${values.join(' or ')}, got "${value}"`;
};

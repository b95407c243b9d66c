import { edition2025 } from './profiles/2025.ts';
import { edition202608 } from './profiles/2026-08.ts';
import { classic } from './profiles/classic.ts';
import type { QuirkId } from './quirks.ts';
import { quirkOf, type quirks } from './quirks.ts';

/** The quirks that have more than one reading. */
export type SwitchId = {
  [Id in QuirkId]: (typeof quirks)[Id] extends { readonly values: object } ? Id : never;
}[QuirkId];

/** One reading for every quirk that has several: how the emulated Postman behaves. */
export type Profile = {
  readonly [Id in SwitchId]: keyof Extract<(typeof quirks)[Id], { readonly values: object }>['values'];
};

export const profiles = { classic, '2025': edition2025, '2026-08': edition202608 } as const satisfies Record<
  string,
  Profile
>;

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
    return `there is no quirk to switch named "${id}"; there are ${switchIds.join(', ')}`;
  }
  const values = Object.keys(quirkOf(id as SwitchId).values ?? {});
  return values.includes(value) ? undefined : `quirk ${id} is ${values.join(' or ')}, not "${value}"`;
};

import type { Team, World } from '../../schemas/control.ts';
import { type Resource, resource } from './resources.ts';
import { current } from './store.ts';

const part = encodeURIComponent;

/** The path of the world that is shown. */
export const worldPath = (): string => `/worlds/${part(current().address.world)}`;

export const worldOf = (): Resource<World> => resource<World>(worldPath());

/** The team that is shown: the one that was chosen, else the world's first. */
export const teamId = (): string => {
  const { address, local } = current();
  return local[`team ${address.world}`] ?? worldOf().value?.team?.id ?? 'team-1';
};

export const teamPath = (): string => `${worldPath()}/teams/${part(teamId())}`;

export const teamOf = (): Resource<Team> => resource<Team>(teamPath());

type Description = { readonly paths: Readonly<Record<string, unknown>> };

/** Whether the emulator has a path of the control API; false until that is known. */
export const hasPath = (path: string): boolean =>
  resource<Description>('/openapi.json').value?.paths[`/_emulator/worlds/{world}/${path}`] !== undefined;

/** Whether a query parameter of a path takes a value. */
export const takesValue = (path: string, value: string): boolean =>
  JSON.stringify(
    resource<Description>('/openapi.json').value?.paths[`/_emulator/worlds/{world}/${path}`] ?? '',
  ).includes(`"${value}"`);

import { scimObstacle } from '../domain/scim-settings.ts';
import type { Team, TeamSettings, TeamState } from '../domain/team.ts';
import { applySettings, defaultTeam } from '../domain/team.ts';
import { HttpError } from './http-error.ts';

/** Refuses to switch SCIM on where the settings page of the team would not offer it. */
export const refuseScim = (settings: TeamSettings, team: TeamState = defaultTeam): void => {
  if (settings.scimEnabled !== true) return;
  const obstacle = scimObstacle(applySettings(team, settings));
  if (obstacle !== undefined) throw new HttpError(409, obstacle, [{ path: '/scimEnabled', message: obstacle }]);
};

/** Refuses to make a key where the settings page of the team offers none. */
export const refuseKeys = (team: Team): void => {
  const obstacle = scimObstacle(team);
  if (obstacle !== undefined) throw new HttpError(409, `${obstacle} Its settings page offers no key.`);
  if (!team.scimEnabled) throw new HttpError(409, `SCIM is off in ${team.id}: its settings page offers no key.`);
};

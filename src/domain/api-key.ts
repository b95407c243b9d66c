import { ScimError } from './scim-error.ts';
import type { Team } from './team.ts';

export type ApiKeyStatus = 'ACTIVE' | 'REVOKED';

export type ApiKey = {
  readonly pk: number;
  readonly team: number;
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly status: ApiKeyStatus;
  /** The address of the Team Admin who made it, as a key; null for one who never leaves. */
  readonly createdBy: string | null;
  readonly created: number;
  /** From when on it is refused: epoch milliseconds of the world's clock; null for never. */
  readonly expires: number | null;
};

/** A key with what decides whether it opens its team. */
export type KeyHolder = { readonly key: ApiKey; readonly team: Team; readonly adminLeft: boolean };

/** The team that a key opens, or the refusal it meets; whether the team still exists is asked after. */
export const openTeam = (holder: KeyHolder | undefined, inApiKeyHeader: boolean, now: number): Team => {
  if (holder === undefined) throw new ScimError('key-refused', 'key-refused', 'the key is unknown, or none was sent');
  const { key, team } = holder;
  if (key.status !== 'ACTIVE') throw new ScimError('key-refused', 'key-refused', `the key ${key.id} is revoked`);
  if (key.expires !== null && now >= key.expires) {
    throw new ScimError('key-refused', 'key-grace', `the key ${key.id} was regenerated, and its grace is over`);
  }
  if (inApiKeyHeader && team.profile['x-api-key'] === 'refuse') {
    throw new ScimError('key-refused', 'x-api-key', 'the key came in x-api-key, not in Authorization');
  }
  if (holder.adminLeft) {
    throw new ScimError('admin-left', 'admin-left', `the Team Admin who made the key ${key.id} has left the team`);
  }
  if (!team.scimEnabled && !team.deleted) {
    throw new ScimError('key-refused', 'scim-off', 'SCIM is switched off in the team');
  }
  return team;
};

export const refuseDeleted = (team: Team): void => {
  if (team.deleted) throw new ScimError('team-deleted', 'team-deleted', `the team ${team.id} is deleted`);
};

/** The look of a real Postman key, which has no business here. */
export const looksReal = (key: string): boolean => /PMAK-[0-9a-f]/i.test(key);

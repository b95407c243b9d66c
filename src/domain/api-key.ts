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
  if (holder === undefined) throw new ScimError('key-refused', 'key-refused');
  const { key, team } = holder;
  if (key.status !== 'ACTIVE') throw new ScimError('key-refused', 'key-refused');
  if (key.expires !== null && now >= key.expires) throw new ScimError('key-refused', 'key-grace');
  if (inApiKeyHeader && team.profile['x-api-key'] === 'refuse') throw new ScimError('key-refused', 'x-api-key');
  if (holder.adminLeft) throw new ScimError('admin-left', 'admin-left');
  if (!team.scimEnabled && !team.deleted) throw new ScimError('key-refused', 'scim-off');
  return team;
};

export const refuseDeleted = (team: Team): void => {
  if (team.deleted) throw new ScimError('team-deleted', 'team-deleted');
};

/** The look of a real Postman key, which has no business here. */
export const looksReal = (key: string): boolean => /PMAK-[0-9a-f]/i.test(key);

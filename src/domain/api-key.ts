import type { MakerRole } from './member.ts';
import { ScimError } from './scim-error.ts';
import { isScimOn } from './scim-settings.ts';
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
  /** The role of the maker. */
  readonly makerRole: MakerRole;
  /** The id of the key that was generated in its place; null for a key that was not regenerated. */
  readonly replacedBy: string | null;
  readonly created: number;
  /** From when on it is refused: epoch milliseconds of the world's clock; null for never. */
  readonly expires: number | null;
};

/** A key with what decides whether it opens its team. */
export type KeyHolder = { readonly key: ApiKey; readonly team: Team; readonly adminLeft: boolean };

/** The key that was sent, with the team it opens, or the refusal; whether the team still exists is asked after. */
export const openTeam = (holder: KeyHolder | undefined, inApiKeyHeader: boolean, now: number): KeyHolder => {
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
  if (!isScimOn(team) && !team.deleted) {
    const reason = team.scimEnabled ? 'the team has lost the enterprise plan' : 'SCIM is switched off in the team';
    throw new ScimError('key-refused', 'scim-off', reason);
  }
  return holder;
};

export const refuseDeleted = (team: Team): void => {
  if (team.deleted) throw new ScimError('team-deleted', 'team-deleted', `the team ${team.id} is deleted`);
};

/** Why a key cannot be regenerated; undefined for one that can. Each key has one successor at most. */
export const regenerationObstacle = ({ id, status, replacedBy, expires }: ApiKey, now: number): string | undefined => {
  if (status !== 'ACTIVE') return `Key ${id} is revoked; generate another.`;
  if (replacedBy !== null) return `Key ${id} is regenerated already; its successor is ${replacedBy}.`;
  if (expires !== null && now >= expires) return `Key ${id} has expired; generate another.`;
  return undefined;
};

/** The look of a real Postman key, which has no business here. */
export const looksReal = (key: string): boolean => /PMAK-[0-9a-f]/i.test(key);

import type { Member } from '../domain/member.ts';
import type { StoredAccounts } from './accounts.ts';
import { createAccounts } from './accounts.ts';
import type { ApiKeys } from './api-keys.ts';
import { createApiKeys } from './api-keys.ts';
import { Generations } from './generations.ts';
import type { StoredGroups } from './groups.ts';
import { createGroups } from './groups.ts';
import type { StoredMembers } from './members.ts';
import { createMembers } from './members.ts';
import { openDatabase } from './open-database.ts';
import type { Teams } from './teams.ts';
import { createTeams } from './teams.ts';
import type { WorldRecords } from './worlds.ts';
import { createWorldRecords } from './worlds.ts';

/** All that outlives a request, behind prepared statements. */
export interface Store {
  readonly worlds: WorldRecords;
  readonly teams: Teams;
  readonly keys: ApiKeys;
  readonly accounts: StoredAccounts;
  readonly members: StoredMembers;
  readonly groups: StoredGroups;
  readonly generations: Generations;
  /** Runs work in one immediate transaction: all of it is kept, or none where it throws. */
  transaction<T>(work: () => T): T;
  /** Checkpoints and closes. */
  close(): void;
}

export type StoreOptions = {
  /** Absent: in memory. */
  readonly directory?: string | undefined;
  /** The user as SCIM sends it. */
  readonly toUserText: (member: Member) => string;
};

/** @throws {StoreError} where the directory or the file in it cannot be used. */
export const openStore = ({ directory, toUserText }: StoreOptions): Store => {
  const database = openDatabase(directory);
  const keys = createApiKeys(database);
  const generations = new Generations();
  const members = createMembers(database, generations, toUserText);
  const run = database.transaction((work: () => unknown) => work());
  return {
    worlds: createWorldRecords(database, keys.forget),
    teams: createTeams(database, generations, keys.forget),
    keys,
    accounts: createAccounts(database, members),
    members,
    groups: createGroups(database, generations),
    generations,
    transaction: <T>(work: () => T) => run.immediate(work) as T,
    close() {
      if (!database.open) return;
      if (directory !== undefined) database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
};

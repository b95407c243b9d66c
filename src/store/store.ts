import type { GroupMember, Member } from '../domain/member.ts';
import type { StoredAccounts } from './accounts.ts';
import { createAccounts } from './accounts.ts';
import type { ApiKeys } from './api-keys.ts';
import { createApiKeys } from './api-keys.ts';
import type { AuditTrail } from './audit.ts';
import { createAuditTrail } from './audit.ts';
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
  readonly audit: AuditTrail;
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
  /** A member of a group as SCIM sends it. */
  readonly toMemberText: (member: GroupMember) => string;
};

/** @throws {StoreError} where the directory or the file in it cannot be used. */
export const openStore = ({ directory, toUserText, toMemberText }: StoreOptions): Store => {
  const database = openDatabase(directory);
  const keys = createApiKeys(database);
  const generations = new Generations();
  const groups = createGroups(database, generations, toMemberText);
  const members = createMembers(database, generations, toUserText, groups.memberChanged);
  const forget = (): void => {
    keys.forget();
    groups.forget();
  };
  const run = database.transaction((work: () => unknown) => work());
  return {
    worlds: createWorldRecords(database, forget),
    teams: createTeams(database, generations, keys.forget),
    keys,
    accounts: createAccounts(database, members, forget),
    members,
    groups,
    generations,
    audit: createAuditTrail(database),
    transaction<T>(work: () => T): T {
      try {
        return run.immediate(work) as T;
      } catch (error) {
        // What was kept of the work is of a state that was taken back.
        forget();
        throw error;
      }
    },
    close() {
      if (!database.open) return;
      if (directory !== undefined) database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
};

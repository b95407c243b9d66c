import type { Database } from 'better-sqlite3';
import { addressKey } from '../domain/address.ts';
import type { Accounts } from '../domain/directory.ts';
import type { Account } from '../domain/member.ts';
import type { StoredMembers } from './members.ts';

const columns = 'pk, email, given_name AS givenName, family_name AS familyName';

export interface StoredAccounts extends Accounts {
  all(world: number): Account[];
  /** Takes the account away, and its memberships with it. */
  remove(account: number): void;
}

export const createAccounts = (database: Database, members: StoredMembers, onRemove: () => void): StoredAccounts => {
  const byAddress = database.prepare<[number, string], Account>(
    `SELECT ${columns} FROM account WHERE world = ? AND email_key = ?`,
  );
  const insert = database.prepare<[number, string, string, string, string]>(
    'INSERT INTO account (world, email, email_key, given_name, family_name) VALUES (?, ?, ?, ?, ?)',
  );
  const changeEmail = database.prepare<[string, string, number, string]>(
    'UPDATE account SET email = ?, email_key = ? WHERE world = ? AND email_key = ?',
  );
  // A key follows the admin who made it.
  const changeKeyMaker = database.prepare<[string, string, number]>(
    'UPDATE api_key SET created_by = ? WHERE created_by = ? AND team IN (SELECT pk FROM team WHERE world = ?)',
  );
  const elsewhere = database
    .prepare<[string, number, number], number>(
      `SELECT 1 FROM team JOIN member ON member.team = team.pk AND user_key = ?
       WHERE world = ? AND team.pk <> ? AND state = 'active' AND deleted = 0 LIMIT 1`,
    )
    .pluck();
  const all = database.prepare<[number], Account>(`SELECT ${columns} FROM account WHERE world = ? ORDER BY pk`);
  const remove = database.prepare<[number]>('DELETE FROM account WHERE pk = ?');

  return {
    byAddress: (world, key) => byAddress.get(world, key),
    add(world, { email, givenName, familyName }) {
      const { lastInsertRowid } = insert.run(world, email, addressKey(email), givenName, familyName);
      return { pk: Number(lastInsertRowid), email, givenName, familyName };
    },
    changeEmail(world, from, email) {
      const key = addressKey(email);
      changeKeyMaker.run(key, from, world);
      changeEmail.run(email, key, world, from);
      for (const member of members.inWorld(world, from)) members.save({ ...member, userName: email });
    },
    isInTeamOtherThan: (key, team) => elsewhere.get(key, team.world, team.pk) !== undefined,
    all: (world) => all.all(world),
    remove(account) {
      remove.run(account);
      onRemove();
    },
  };
};

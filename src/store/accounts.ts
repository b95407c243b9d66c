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

export const createAccounts = (database: Database, members: StoredMembers): StoredAccounts => {
  const byAddress = database.prepare<[number, string], Account>(
    `SELECT ${columns} FROM account WHERE world = ? AND email_key = ?`,
  );
  const insert = database.prepare<[number, string, string, string, string]>(
    'INSERT INTO account (world, email, email_key, given_name, family_name) VALUES (?, ?, ?, ?, ?)',
  );
  const changeEmail = database.prepare<[string, string, number]>(
    'UPDATE account SET email = ?, email_key = ? WHERE pk = ?',
  );
  // A key follows the admin who made it.
  const changeKeyMaker = database.prepare<[string, string, number]>(
    `UPDATE api_key SET created_by = ? WHERE lower(created_by) = ?
       AND team IN (SELECT team FROM member WHERE account = ?)`,
  );
  const byPk = database.prepare<[number], string>('SELECT email_key FROM account WHERE pk = ?').pluck();
  const elsewhere = database
    .prepare<[number, number], number>(
      `SELECT 1 FROM member JOIN team ON team.pk = member.team
       WHERE account = ? AND team <> ? AND state = 'active' AND deleted = 0 LIMIT 1`,
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
    changeEmail(account, email) {
      changeKeyMaker.run(email, byPk.get(account) ?? '', account);
      changeEmail.run(email, addressKey(email), account);
      for (const member of members.ofAccount(account)) members.save({ ...member, userName: email });
    },
    isInTeamOtherThan: (account, team) => elsewhere.get(account, team) !== undefined,
    all: (world) => all.all(world),
    remove(account) {
      remove.run(account);
    },
  };
};

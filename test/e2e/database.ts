import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';

export const fileIn = (directory: string): string => join(directory, 'postman-scim-emulator.db');

/** Rows that break what must always hold, by what they break. */
const broken: Record<string, string> = {
  'users whose positions are not dense from 1': `SELECT team FROM member WHERE position IS NOT NULL
     GROUP BY team HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*)`,
  'groups whose positions are not dense from 1': `SELECT team FROM team_group
     GROUP BY team HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*)`,
  'two people with one address': `SELECT team, lower(user_name) FROM member GROUP BY 1, 2 HAVING count(*) > 1`,
  'two accounts with one address': `SELECT world, lower(email) FROM account GROUP BY 1, 2 HAVING count(*) > 1`,
  "a person whose address is not the account's": `SELECT m.id FROM member m JOIN account a ON a.pk = m.account
     WHERE m.user_key <> a.email_key OR m.user_key <> lower(m.user_name)`,
  'a joined person without an account': `SELECT id FROM member WHERE account IS NULL AND state <> 'invited'`,
  'a joined person who is not listed': `SELECT id FROM member WHERE position IS NULL AND state <> 'invited'`,
  'a deactivated person in a group': `SELECT m.id FROM member m JOIN group_member g ON g.member = m.pk
     WHERE m.state = 'deactivated'`,
  "a member of another team's group": `SELECT m.id FROM member m JOIN group_member g ON g.member = m.pk
     JOIN team_group t ON t.pk = g.team_group WHERE t.team <> m.team`,
  'a stored resource that differs from its row': `SELECT id FROM member WHERE position IS NOT NULL AND (
     json_extract(resource, '$.id') <> id OR json_extract(resource, '$.userName') <> user_name
     OR json_extract(resource, '$.name.givenName') <> given_name
     OR json_extract(resource, '$.name.familyName') <> family_name
     OR json_extract(resource, '$.externalId') IS NOT external_id
     OR json_extract(resource, '$.active') <> (state = 'active'))`,
};

/** What is wrong with the file in a directory, looked at in a copy, with what the write-ahead log still holds. */
export const problemsOfFile = (directory: string): string[] => {
  const copy = mkdtempSync(join(tmpdir(), 'copy-'));
  try {
    cpSync(directory, copy, { recursive: true });
    const database = new SQLite(fileIn(copy));
    try {
      const integrity = database.pragma('integrity_check', { simple: true });
      const foreignKeys = database.pragma('foreign_key_check') as unknown[];
      const problems = Object.entries(broken).flatMap(([what, query]) => {
        const rows = database.prepare(query).all();
        return rows.length === 0 ? [] : [`${what}: ${JSON.stringify(rows.slice(0, 5))}`];
      });
      if (integrity !== 'ok') problems.push(`integrity_check: ${String(integrity)}`);
      if (foreignKeys.length > 0) problems.push(`foreign_key_check: ${JSON.stringify(foreignKeys.slice(0, 5))}`);
      return problems;
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
};

import type { Database } from 'better-sqlite3';
import { addressKey } from '../domain/address.ts';
import type { ApiKey, KeyHolder } from '../domain/api-key.ts';
import { teamByPk } from './teams.ts';

const columns = `pk, team, id, name, key, status, created_by AS createdBy, maker_role AS makerRole,
  replaced_by AS replacedBy, created, expires`;

export interface ApiKeys {
  /** Who holds a key, of all worlds. Kept in memory until a team or a key changes. */
  holder(key: string): KeyHolder | undefined;
  all(team: number): ApiKey[];
  /** The text of every key, of all worlds; the same array until one changes. */
  texts(): readonly string[];
  add(key: Omit<ApiKey, 'pk'>): ApiKey;
  save(key: ApiKey): void;
  forget(): void;
}

export const createApiKeys = (database: Database): ApiKeys => {
  const byKey = database.prepare<[string], ApiKey>(`SELECT ${columns} FROM api_key WHERE key = ?`);
  const all = database.prepare<[number], ApiKey>(`SELECT ${columns} FROM api_key WHERE team = ? ORDER BY pk`);
  const insert = database.prepare(
    `INSERT INTO api_key (team, id, name, key, status, created_by, maker_role, replaced_by, created, expires)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    'UPDATE api_key SET name = ?, key = ?, status = ?, replaced_by = ?, expires = ? WHERE pk = ?',
  );
  const isActive = database
    .prepare<[number, string], number>("SELECT 1 FROM member WHERE team = ? AND user_key = ? AND state = 'active'")
    .pluck();
  const team = teamByPk(database);
  const texts = database.prepare<[], string>('SELECT key FROM api_key').pluck();
  const holders = new Map<string, KeyHolder>();
  let known: readonly string[] | undefined;
  const forget = (): void => {
    holders.clear();
    known = undefined;
  };

  const load = (text: string): KeyHolder | undefined => {
    const key = byKey.get(text);
    if (key === undefined) return undefined;
    const adminLeft = key.createdBy !== null && isActive.get(key.team, key.createdBy) === undefined;
    const holder = { key, team: team(key.team), adminLeft };
    // Whose maker may leave at any time is looked up at every call; what a transaction sees may yet be taken back.
    if (key.createdBy === null && !database.inTransaction) holders.set(text, holder);
    return holder;
  };

  return {
    holder: (key) => holders.get(key) ?? load(key),
    all: (teamPk) => all.all(teamPk),
    texts() {
      known ??= texts.all();
      return known;
    },
    add(key) {
      const { team, id, name, status, makerRole, replacedBy, created, expires } = key;
      const createdBy = key.createdBy && addressKey(key.createdBy);
      const { lastInsertRowid } = insert.run(
        team,
        id,
        name,
        key.key,
        status,
        createdBy,
        makerRole,
        replacedBy,
        created,
        expires,
      );
      forget();
      return { ...key, createdBy, pk: Number(lastInsertRowid) };
    },
    save({ name, key, status, replacedBy, expires, pk }) {
      update.run(name, key, status, replacedBy, expires, pk);
      forget();
    },
    forget,
  };
};

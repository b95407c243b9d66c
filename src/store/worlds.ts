import type { Database } from 'better-sqlite3';
import { packText, unpackText } from './packed-text.ts';

/** A world as it is stored; what it holds in memory besides is the business of src/worlds. */
export type WorldRecord = {
  readonly pk: number;
  readonly id: string;
  readonly idSeed: string;
  readonly idCounter: number;
  readonly clockOffset: number;
  readonly clockFrozenAt: number | null;
  /** Real time, epoch milliseconds; null for never. */
  readonly expires: number | null;
};

const columns = `pk, id, id_seed AS idSeed, id_counter AS idCounter, clock_offset AS clockOffset,
  clock_frozen_at AS clockFrozenAt, expires`;

export type Snapshot = { readonly name: string; readonly created: number };

export interface WorldRecords {
  all(): WorldRecord[];
  byId(id: string): WorldRecord | undefined;
  /** `birth` is the document that reset goes back to. */
  add(world: Omit<WorldRecord, 'pk'>, birth: string): WorldRecord;
  birth(pk: number): string | undefined;
  saveCounter(pk: number, idCounter: number): void;
  saveIds(pk: number, idSeed: string, idCounter: number): void;
  saveClock(pk: number, offset: number, frozenAt: number | null): void;
  saveExpiry(pk: number, expires: number | null): void;
  /** Takes away all that a world holds but its snapshots. */
  empty(pk: number): void;
  remove(pk: number): void;
  snapshots(pk: number): Snapshot[];
  snapshot(pk: number, name: string): string | undefined;
  saveSnapshot(pk: number, name: string, created: number, document: string): void;
  removeSnapshot(pk: number, name: string): boolean;
}

export const createWorldRecords = (database: Database, onChange: () => void): WorldRecords => {
  const all = database.prepare<[], WorldRecord>(`SELECT ${columns} FROM world ORDER BY pk`);
  const byId = database.prepare<[string], WorldRecord>(`SELECT ${columns} FROM world WHERE id = ?`);
  const insert = database.prepare(
    `INSERT INTO world (id, id_seed, id_counter, clock_offset, clock_frozen_at, expires)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const insertBirth = database.prepare('INSERT INTO birth (world, document) VALUES (?, ?)');
  const birth = database.prepare<[number], string | Buffer>('SELECT document FROM birth WHERE world = ?').pluck();
  const saveCounter = database.prepare('UPDATE world SET id_counter = ? WHERE pk = ?');
  const saveIds = database.prepare('UPDATE world SET id_seed = ?, id_counter = ? WHERE pk = ?');
  const saveClock = database.prepare('UPDATE world SET clock_offset = ?, clock_frozen_at = ? WHERE pk = ?');
  const saveExpiry = database.prepare('UPDATE world SET expires = ? WHERE pk = ?');
  const removeTeams = database.prepare('DELETE FROM team WHERE world = ?');
  const removeAudit = database.prepare('DELETE FROM audit WHERE world = ?');
  const removeAccounts = database.prepare('DELETE FROM account WHERE world = ?');
  const remove = database.prepare('DELETE FROM world WHERE pk = ?');
  const snapshots = database.prepare<[number], Snapshot>(
    'SELECT name, created FROM snapshot WHERE world = ? ORDER BY name',
  );
  const snapshot = database
    .prepare<[number, string], string | Buffer>('SELECT document FROM snapshot WHERE world = ? AND name = ?')
    .pluck();
  const saveSnapshot = database.prepare(
    'INSERT OR REPLACE INTO snapshot (world, name, created, document) VALUES (?, ?, ?, ?)',
  );
  const removeSnapshot = database.prepare('DELETE FROM snapshot WHERE world = ? AND name = ?');
  const toText = (stored: string | Buffer | undefined): string | undefined =>
    stored === undefined ? undefined : unpackText(stored);
  return {
    all: () => all.all(),
    byId: (id) => byId.get(id),
    birth: (pk) => toText(birth.get(pk)),
    add(world, document) {
      const { id, idSeed, idCounter, clockOffset, clockFrozenAt, expires } = world;
      const { lastInsertRowid } = insert.run(id, idSeed, idCounter, clockOffset, clockFrozenAt, expires);
      insertBirth.run(lastInsertRowid, packText(document));
      return { ...world, pk: Number(lastInsertRowid) };
    },
    saveCounter(pk, idCounter) {
      saveCounter.run(idCounter, pk);
    },
    saveIds(pk, idSeed, idCounter) {
      saveIds.run(idSeed, idCounter, pk);
    },
    saveClock(pk, offset, frozenAt) {
      saveClock.run(offset, frozenAt, pk);
    },
    saveExpiry(pk, expires) {
      saveExpiry.run(expires, pk);
    },
    empty(pk) {
      removeTeams.run(pk);
      removeAccounts.run(pk);
      removeAudit.run(pk);
      onChange();
    },
    remove(pk) {
      remove.run(pk);
      onChange();
    },
    snapshots: (pk) => snapshots.all(pk),
    snapshot: (pk, name) => toText(snapshot.get(pk, name)),
    saveSnapshot(pk, name, created, document) {
      saveSnapshot.run(pk, name, created, packText(document));
    },
    removeSnapshot: (pk, name) => removeSnapshot.run(pk, name).changes > 0,
  };
};

import type { Database } from 'better-sqlite3';
import type { AuditActor, AuditEvent } from '../domain/audit.ts';

/** An event as it is kept. */
export type AuditEntry = AuditEvent & {
  /** Counts the world's events from 1, without gaps. */
  readonly sequence: number;
  /** Epoch milliseconds of the world's clock. */
  readonly time: number;
  /** The id of the team; null for an event of an account outside a team. */
  readonly team: string | null;
  readonly actor: AuditActor;
  /** The id of the SCIM key that was used; null for other actors. */
  readonly key: string | null;
};

/** The longest trail of a world, in bytes: the oldest events make room for the newest. */
export const auditBytes = 4 * 1024 * 1024;

export interface AuditTrail {
  /** All events of a world that are kept, oldest first. */
  all(world: number): AuditEntry[];
  add(world: number, entry: Omit<AuditEntry, 'sequence'>): void;
  /** Adds an event under the number it has, which must follow those that are there. */
  load(world: number, entry: AuditEntry): void;
  empty(world: number): void;
}

type End = { readonly sequence: number; readonly upto: number; readonly bytes: number };

/** The audit trail of each world. A row's `upto` counts the bytes of the trail up to and with it, so that no sum is needed. */
export const createAuditTrail = (database: Database, limitBytes = auditBytes): AuditTrail => {
  const all = database.prepare<[number], string>('SELECT entry FROM audit WHERE world = ? ORDER BY sequence').pluck();
  const ends = 'SELECT sequence, upto, octet_length(entry) AS bytes FROM audit WHERE world = ? ORDER BY sequence';
  const first = database.prepare<[number], End>(`${ends} LIMIT 1`);
  const last = database.prepare<[number], End>(`${ends} DESC LIMIT 1`);
  const insert = database.prepare<[number, number, number, string]>(
    'INSERT INTO audit (world, sequence, upto, entry) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare<[number, number]>('DELETE FROM audit WHERE world = ? AND sequence = ?');
  const empty = database.prepare<[number]>('DELETE FROM audit WHERE world = ?');

  const append = (world: number, entry: AuditEntry, upto: number): void => {
    const text = JSON.stringify(entry);
    const end = upto + Buffer.byteLength(text);
    insert.run(world, entry.sequence, end, text);
    if (end <= limitBytes) return;
    for (
      let oldest = first.get(world);
      oldest && end - oldest.upto + oldest.bytes > limitBytes;
      oldest = first.get(world)
    ) {
      remove.run(world, oldest.sequence);
    }
  };

  return {
    all: (world) => all.all(world).map((text) => JSON.parse(text) as AuditEntry),
    add(world, entry) {
      const { sequence, upto } = last.get(world) ?? { sequence: 0, upto: 0 };
      append(world, { sequence: sequence + 1, ...entry }, upto);
    },
    load: (world, entry) => append(world, entry, last.get(world)?.upto ?? 0),
    empty: (world) => void empty.run(world),
  };
};

import { guarded } from '../background.ts';
import { decode, Encoding } from './journal-encoding.ts';
import type { JournalEntry, JournalRecord } from './journal-entry.ts';
import type { JournalRing } from './journal-ring.ts';
import { Places } from './places.ts';

type Matches = (entry: JournalEntry) => boolean;

export type Patience = {
  /** Real time. */
  readonly milliseconds: number;
  /** Ends the waiting before its time. */
  readonly signal?: AbortSignal;
};

/** A world's last requests. Entries are bytes in the ring of the process, decoded when they are asked for. */
export class Journal {
  readonly #ring: JournalRing;
  readonly #number: number;
  #capacity: number;
  readonly #places = new Places();
  #sequence = 0;
  #clearedAt = 0;
  #closed = false;
  #waiting = 0;
  #decoded = 0;
  readonly #listeners = new Set<() => void>();

  /** Keeps the entries that the ring holds, at most `capacity` of them; none for 0. */
  constructor(ring: JournalRing, capacity = Number.POSITIVE_INFINITY) {
    this.#ring = ring;
    this.#number = ring.register(this);
    this.#capacity = ring.limit === 0 ? 0 : capacity;
  }

  /** How many entries are kept at most: infinite unless told otherwise, 0 where none are. */
  get capacity(): number {
    return this.#capacity;
  }

  /** How many entries are kept. */
  get length(): number {
    return this.#places.length;
  }

  /** The number of the last request. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The sequence number of the last request before the journal was cleared; 0 for one that never was. */
  get clearedAt(): number {
    return this.#clearedAt;
  }

  /** How many entries were decoded so far: serving requests decodes none. */
  get decoded(): number {
    return this.#decoded;
  }

  /** True once the world was deleted. */
  get closed(): boolean {
    return this.#closed;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Enters a request; returns the sequence number that it gets. */
  add(record: JournalRecord): number {
    this.#sequence += 1;
    if (this.#capacity > 0) this.#keep(record);
    if (this.#listeners.size > 0) this.#notify();
    return this.#sequence;
  }

  #keep(record: JournalRecord): void {
    const place = this.#ring.write(this.#number, new Encoding(record));
    // An entry that the ring has no room for ends what is kept, which has no gaps.
    if (place === undefined) this.#places.clear();
    else {
      if (this.#places.length >= this.#capacity) this.#places.shift();
      this.#places.push(place);
    }
  }

  /** The ring overwrites the entry at a place. */
  forget(place: number): void {
    // An entry that was cleared, or that made room for a newer one of this world, is forgotten already.
    if (this.#places.at(0) === place) this.#places.shift();
  }

  /** Decodes the entry with a sequence number; undefined where it is not kept. */
  entry(sequence: number): JournalEntry | undefined {
    const index = sequence - (this.#sequence - this.#places.length + 1);
    const place = index < 0 ? undefined : this.#places.at(index);
    if (place === undefined) return undefined;
    this.#decoded += 1;
    return decode(this.#ring.memory, place, sequence);
  }

  /** The entries after a sequence number, oldest first: each is decoded when its turn comes, if it is kept then. */
  *entries(after = 0): Generator<JournalEntry> {
    let last = after;
    while (last < this.#sequence) {
      last = Math.max(last, this.#sequence - this.#places.length) + 1;
      const entry = this.entry(last);
      if (entry !== undefined) yield entry;
    }
  }

  /** The entries after a sequence number, oldest first, at most `limit` of them. */
  entriesAfter(sequence: number, limit = Number.POSITIVE_INFINITY): JournalEntry[] {
    const found: JournalEntry[] = [];
    for (const entry of this.entries(sequence)) {
      found.push(entry);
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Calls a listener after each request, and when the journal is cleared or closed; the answer ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Forgets all entries; the count of requests goes on. */
  clear(): void {
    this.#places.clear();
    this.#clearedAt = this.#sequence;
    this.#notify();
  }

  /** How many of the entries after a sequence number match. */
  count(matches: Matches, after = 0): number {
    let count = 0;
    for (const entry of this.entries(after)) if (matches(entry)) count += 1;
    return count;
  }

  /** Resolves once `count` entries match, those kept already included; false when patience ends or the world goes. */
  async wait(matches: Matches, count: number, { milliseconds, signal }: Patience): Promise<boolean> {
    let missing = count - this.count(matches);
    if (missing <= 0) return true;
    if (signal?.aborted || this.#closed) return false;
    this.#waiting += 1;
    return new Promise((resolve) => {
      const finish = (found: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        end();
        this.#waiting -= 1;
        resolve(found);
      };
      const giveUp = guarded('the end of a wait', () => finish(false));
      const timer = setTimeout(giveUp, milliseconds);
      let seen = this.#sequence;
      const end = this.subscribe(() => {
        if (this.#closed) return giveUp();
        if (this.#sequence === seen) return;
        seen = this.#sequence;
        const entry = this.entry(seen);
        if (entry === undefined || !matches(entry)) return;
        missing -= 1;
        if (missing === 0) finish(true);
      });
      signal?.addEventListener('abort', giveUp);
    });
  }

  /** The world goes: what is kept is forgotten, nothing more is, and nobody waits any longer. */
  close(): void {
    this.#closed = true;
    this.#capacity = 0;
    this.#ring.unregister(this.#number);
    this.clear();
  }
}

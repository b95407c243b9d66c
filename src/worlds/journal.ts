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
  readonly #listeners = new Set<(sequence: number) => void>();

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

  /** How many wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Enters a request; returns the sequence number that it gets. */
  add(record: JournalRecord): number {
    this.#sequence += 1;
    if (this.#capacity > 0) this.#keep(record);
    if (this.#listeners.size > 0) for (const listener of this.#listeners) listener(this.#sequence);
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

  /** The entries after a sequence number, oldest first. */
  entriesAfter(sequence: number): JournalEntry[] {
    return [...this.entries(sequence)];
  }

  /**
   * Calls the listener with the sequence number of every new entry, which can be read with `entry`, before the request is
   * answered. Returns a function that ends it.
   */
  onEntry(listener: (sequence: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The entries after a sequence number, then every new one; ends with the signal, or with the world. Entries are taken from
   * the ring at the reader's pace: a reader who is too slow for it finds a gap in the sequence numbers.
   */
  async *follow(after = this.#sequence, signal?: AbortSignal): AsyncGenerator<JournalEntry, void> {
    let last = after;
    let wake = (): void => {};
    const end = this.onEntry(() => wake());
    const giveUp = (): void => wake();
    signal?.addEventListener('abort', giveUp);
    this.#waiting += 1;
    try {
      while (!this.#closed && !signal?.aborted) {
        for (const entry of this.entries(last)) {
          last = entry.sequence;
          yield entry;
          if (signal?.aborted) return;
        }
        last = this.#sequence;
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      end();
      signal?.removeEventListener('abort', giveUp);
      this.#waiting -= 1;
    }
  }

  /** Forgets all entries; the count of requests goes on. */
  clear(): void {
    this.#places.clear();
    this.#clearedAt = this.#sequence;
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
      const giveUp = () => finish(false);
      const timer = setTimeout(giveUp, milliseconds);
      const end = this.onEntry((sequence) => {
        if (this.#closed) return giveUp();
        const entry = this.entry(sequence);
        if (entry === undefined || !matches(entry)) return;
        missing -= 1;
        if (missing === 0) finish(true);
      });
      signal?.addEventListener('abort', giveUp);
    });
  }

  /** The world goes: what is kept is forgotten, nothing more is, and nobody waits any longer. */
  close(): void {
    this.clear();
    this.#capacity = 0;
    this.#closed = true;
    this.#ring.unregister(this.#number);
    for (const listener of this.#listeners) listener(this.#sequence);
  }
}

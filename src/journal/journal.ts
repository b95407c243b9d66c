import type { JournalEntry } from './entry.ts';

/** Bytes that the journals of a process may hold together. */
const defaultBudget = 64 * 1024 * 1024;

/** What an entry costs besides its texts: the objects themselves. */
const overhead = 768;

const sizeOf = (entry: JournalEntry): number =>
  overhead + entry.url.length + (entry.requestBody?.length ?? 0) + (entry.responseBody?.length ?? 0);

/** Bounds the journals of a process together; the world that has been quiet for longest loses its oldest first. */
export class JournalBudget {
  readonly #limit: number;
  /** In the order of their last entry. */
  readonly #journals = new Set<Journal>();
  #last: Journal | undefined;
  #used = 0;

  constructor(limit = defaultBudget) {
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  charge(journal: Journal, bytes: number): void {
    this.#used += bytes;
    if (journal !== this.#last) {
      this.#journals.delete(journal);
      this.#journals.add(journal);
      this.#last = journal;
    }
    while (this.#used > this.#limit) {
      const [quietest] = this.#journals;
      if (quietest === undefined || !quietest.evict()) return;
    }
  }

  refund(journal: Journal, bytes: number, empty: boolean): void {
    this.#used -= bytes;
    if (!empty) return;
    this.#journals.delete(journal);
    if (this.#last === journal) this.#last = undefined;
  }
}

type Waiter = { readonly matches: (entry: JournalEntry) => boolean; missing: number; readonly resolve: () => void };

/** A world’s last requests, in memory: a ring, the oldest entry making room for the newest. */
export class Journal {
  readonly #budget: JournalBudget;
  readonly #onEvict: (entry: JournalEntry) => void;
  /** How many entries are kept; 0 keeps none. */
  readonly capacity: number;
  /** By sequence number, modulo the capacity. */
  #ring: (JournalEntry | undefined)[] = [];
  #length = 0;
  #sequence = 0;
  readonly #waiters = new Set<Waiter>();

  /** Keeps `capacity` entries, or none for 0; `onEvict` is handed every entry that makes room for another. */
  constructor(budget: JournalBudget, capacity: number, onEvict: (entry: JournalEntry) => void = () => {}) {
    this.#budget = budget;
    this.capacity = capacity;
    this.#onEvict = onEvict;
  }

  get length(): number {
    return this.#length;
  }

  /** The number of the last request. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Enters a request, whose sequence number follows the last one’s. */
  add(entry: JournalEntry): void {
    if (this.#length === this.capacity) this.evict();
    this.#sequence = entry.sequence;
    this.#ring[entry.sequence % this.capacity] = entry;
    this.#length += 1;
    this.#budget.charge(this, sizeOf(entry));
    for (const waiter of this.#waiters) {
      if (!waiter.matches(entry)) continue;
      waiter.missing -= 1;
      if (waiter.missing <= 0) waiter.resolve();
    }
  }

  /** Drops the oldest entry; false where there is none. */
  evict(): boolean {
    const place = (this.#sequence - this.#length + 1) % this.capacity;
    const entry = this.#length === 0 ? undefined : this.#ring[place];
    if (entry === undefined) return false;
    this.#ring[place] = undefined;
    this.#length -= 1;
    this.#budget.refund(this, sizeOf(entry), this.#length === 0);
    this.#onEvict(entry);
    return true;
  }

  /** The entries after a sequence number, oldest first. */
  entriesAfter(sequence: number): JournalEntry[] {
    const entries: JournalEntry[] = [];
    for (let next = Math.max(sequence, this.#sequence - this.#length) + 1; next <= this.#sequence; next += 1) {
      const entry = this.#ring[next % this.capacity];
      if (entry) entries.push(entry);
    }
    return entries;
  }

  /** Forgets all entries; the count of requests goes on. */
  clear(): void {
    const bytes = this.entriesAfter(0).reduce((sum, entry) => sum + sizeOf(entry), 0);
    this.#ring = [];
    this.#length = 0;
    this.#budget.refund(this, bytes, true);
  }

  /** Resolves once `count` entries match, those kept already included; false after `milliseconds` of real time. */
  async wait(matches: (entry: JournalEntry) => boolean, count: number, milliseconds: number): Promise<boolean> {
    const missing = count - this.entriesAfter(0).filter(matches).length;
    if (missing <= 0) return true;
    return new Promise((resolve) => {
      const finish = (found: boolean) => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve(found);
      };
      const timer = setTimeout(finish, milliseconds, false);
      const waiter: Waiter = { matches, missing, resolve: () => finish(true) };
      this.#waiters.add(waiter);
    });
  }

  /** Ends all waiting, as when the world goes. */
  close(): void {
    this.clear();
    for (const waiter of this.#waiters) waiter.resolve();
  }
}

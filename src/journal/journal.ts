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
  #used = 0;

  constructor(limit = defaultBudget) {
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  charge(journal: Journal, bytes: number): void {
    this.#used += bytes;
    this.#journals.delete(journal);
    this.#journals.add(journal);
    while (this.#used > this.#limit) {
      const [quietest] = this.#journals;
      if (quietest === undefined || !quietest.evict()) return;
    }
  }

  refund(journal: Journal, bytes: number, empty: boolean): void {
    this.#used -= bytes;
    if (empty) this.#journals.delete(journal);
  }
}

type Waiter = { readonly matches: (entry: JournalEntry) => boolean; missing: number; readonly resolve: () => void };

/** A world’s last requests, in memory. */
export class Journal {
  readonly #budget: JournalBudget;
  readonly #onEvict: (entry: JournalEntry) => void;
  #capacity: number;
  #entries: (JournalEntry | undefined)[] = [];
  /** Where the entries begin; those before are gone. */
  #head = 0;
  #sequence = 0;
  readonly #waiters = new Set<Waiter>();

  /** `onEvict` is handed every entry that makes room for another. */
  constructor(budget: JournalBudget, capacity: number, onEvict: (entry: JournalEntry) => void = () => {}) {
    this.#budget = budget;
    this.#capacity = capacity;
    this.#onEvict = onEvict;
  }

  /** How many entries are kept; 0 keeps none. */
  get capacity(): number {
    return this.#capacity;
  }

  set capacity(capacity: number) {
    this.#capacity = capacity;
    while (this.length > capacity) this.evict();
  }

  get length(): number {
    return this.#entries.length - this.#head;
  }

  /** The number of the last request. */
  get sequence(): number {
    return this.#sequence;
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.length > this.#capacity) this.evict();
    this.#budget.charge(this, sizeOf(entry));
    for (const waiter of this.#waiters) {
      if (!waiter.matches(entry)) continue;
      waiter.missing -= 1;
      if (waiter.missing <= 0) waiter.resolve();
    }
  }

  /** Drops the oldest entry; false where there is none. */
  evict(): boolean {
    const entry = this.#entries[this.#head];
    if (entry === undefined) return false;
    this.#entries[this.#head] = undefined;
    this.#head += 1;
    if (this.#head > 1024 && this.#head * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    this.#budget.refund(this, sizeOf(entry), this.length === 0);
    this.#onEvict(entry);
    return true;
  }

  /** The entries after a sequence number, oldest first. */
  entriesAfter(sequence: number): JournalEntry[] {
    const first = this.#entries[this.#head];
    if (first === undefined) return [];
    return this.#entries.slice(this.#head + Math.max(0, sequence - first.sequence + 1)) as JournalEntry[];
  }

  /** Forgets all entries; the count of requests goes on. */
  clear(): void {
    const bytes = this.entriesAfter(0).reduce((sum, entry) => sum + sizeOf(entry), 0);
    this.#entries = [];
    this.#head = 0;
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

import type { JournalEntry } from './journal-entry.ts';

/** Bytes that the journals of a process may hold together. */
const defaultBudget = 64 * 1024 * 1024;

/** What an entry costs besides its texts: the objects themselves. */
const overhead = 768;

/** What the note of one attribute's outcome costs. */
const outcomeBytes = 128;

const sizeOf = ({ url, rawHeaders, requestBody, responseBody, outcomes, reason }: JournalEntry): number => {
  let size =
    overhead +
    url.length +
    (reason?.length ?? 0) +
    (requestBody?.length ?? 0) +
    (responseBody?.length ?? 0) +
    outcomes.length * outcomeBytes;
  for (const text of rawHeaders) size += text.length;
  return size;
};

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

type Waiter = {
  readonly matches: (entry: JournalEntry) => boolean;
  missing: number;
  readonly finish: (found: boolean) => void;
};

export type Patience = {
  /** Real time. */
  readonly milliseconds: number;
  /** Ends the waiting before its time. */
  readonly signal?: AbortSignal;
};

/** A world's last requests, in memory: a ring, the oldest entry making room for the newest. */
export class Journal {
  readonly #budget: JournalBudget;
  #capacity: number;
  /** By sequence number, modulo the capacity. */
  #ring: (JournalEntry | undefined)[] = [];
  #length = 0;
  #sequence = 0;
  #clearedAt = 0;
  readonly #waiters = new Set<Waiter>();
  readonly #listeners = new Set<() => void>();
  #closed = false;

  /** Keeps `capacity` entries, or none for 0. */
  constructor(budget: JournalBudget, capacity: number) {
    this.#budget = budget;
    this.#capacity = capacity;
  }

  /** How many entries are kept; 0 keeps none. */
  get capacity(): number {
    return this.#capacity;
  }

  get length(): number {
    return this.#length;
  }

  /** The number of the last request. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The sequence number of the last request before the journal was cleared; 0 for one that never was. */
  get clearedAt(): number {
    return this.#clearedAt;
  }

  /** Enters a request, whose sequence number follows the last one's. */
  add(entry: JournalEntry): void {
    if (this.#length === this.#capacity) this.evict();
    this.#sequence = entry.sequence;
    this.#ring[entry.sequence % this.#capacity] = entry;
    this.#length += 1;
    this.#budget.charge(this, sizeOf(entry));
    for (const waiter of this.#waiters) {
      if (!waiter.matches(entry)) continue;
      waiter.missing -= 1;
      if (waiter.missing <= 0) waiter.finish(true);
    }
    for (const listener of this.#listeners) listener();
  }

  /** True once the world was deleted. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Calls a listener after each request, and when the journal is cleared or closed; the answer ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Drops the oldest entry; false where there is none. */
  evict(): boolean {
    const place = (this.#sequence - this.#length + 1) % this.#capacity;
    const entry = this.#length === 0 ? undefined : this.#ring[place];
    if (entry === undefined) return false;
    this.#ring[place] = undefined;
    this.#length -= 1;
    this.#budget.refund(this, sizeOf(entry), this.#length === 0);
    return true;
  }

  /** The entries after a sequence number, oldest first, and not more than `limit`. */
  entriesAfter(sequence: number, limit = Number.POSITIVE_INFINITY): JournalEntry[] {
    const entries: JournalEntry[] = [];
    const first = Math.max(sequence, this.#sequence - this.#length) + 1;
    for (let next = first; next <= this.#sequence && entries.length < limit; next += 1) {
      const entry = this.#ring[next % this.#capacity];
      if (entry) entries.push(entry);
    }
    return entries;
  }

  /** Forgets all entries; the count of requests goes on. */
  clear(): void {
    const bytes = this.entriesAfter(0).reduce((sum, entry) => sum + sizeOf(entry), 0);
    this.#ring = [];
    this.#length = 0;
    this.#clearedAt = this.#sequence;
    this.#budget.refund(this, bytes, true);
    for (const listener of this.#listeners) listener();
  }

  /** Resolves once `count` entries match, those kept already included; false when patience ends or the world goes. */
  async wait(
    matches: (entry: JournalEntry) => boolean,
    count: number,
    { milliseconds, signal }: Patience,
  ): Promise<boolean> {
    const missing = count - this.entriesAfter(0).filter(matches).length;
    if (missing <= 0) return true;
    if (signal?.aborted) return false;
    return new Promise((resolve) => {
      const finish = (found: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        this.#waiters.delete(waiter);
        resolve(found);
      };
      const giveUp = () => finish(false);
      const timer = setTimeout(giveUp, milliseconds);
      const waiter: Waiter = { matches, missing, finish };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', giveUp);
    });
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiters.size;
  }

  /** The world goes: what is kept is forgotten, nothing more is, and nobody waits any longer. */
  close(): void {
    this.#closed = true;
    this.clear();
    this.#capacity = 0;
    for (const waiter of this.#waiters) waiter.finish(false);
  }
}

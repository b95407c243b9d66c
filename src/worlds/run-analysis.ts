import type { JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Analysis } from '../report/analysis.ts';

/** Loaded when a journal first overflows or a report is first asked for: no request waits for it. */
const load = async (after: number): Promise<Analysis> => {
  const { Analysis } = await import('../report/analysis.ts');
  return new Analysis(after);
};

/** How many entries that left a journal wait until they are taken together, and for how many milliseconds at most. */
const batch = 64;
const patience = 100;

/** The analysis of a world’s run, fed with what leaves the journal, between requests. */
export class RunAnalysis {
  #analysis: Promise<Analysis> | undefined;
  #after = 0;
  #evicted: JournalEntry[] = [];
  /** What went wrong between requests: told to who next asks for a report, since no request may fail for it. */
  #failure: unknown;

  /** Takes an entry that the journal drops. */
  takeLater(entry: JournalEntry): void {
    this.#evicted.push(entry);
    const take = (): void => {
      this.#takeEvicted().catch((error: unknown) => {
        this.#failure ??= error;
      });
    };
    if (this.#evicted.length === 1) setTimeout(take, patience).unref();
    else if (this.#evicted.length === batch) setImmediate(take);
  }

  async #takeEvicted(): Promise<Analysis> {
    this.#analysis ??= load(this.#after);
    const analysis = await this.#analysis;
    const evicted = this.#evicted;
    this.#evicted = [];
    for (const entry of evicted) analysis.take(entry);
    return analysis;
  }

  /** The analysis of all requests so far. */
  async upTo(journal: Journal): Promise<Analysis> {
    const analysis = await this.#takeEvicted();
    if (this.#failure !== undefined) throw this.#failure;
    analysis.catchUp(journal);
    return analysis;
  }

  /** Begins anew with the requests after this sequence number. */
  restart(after: number): void {
    this.#analysis = undefined;
    this.#after = after;
    this.#evicted = [];
    this.#failure = undefined;
  }
}

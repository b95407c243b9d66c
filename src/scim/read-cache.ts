import type { AttributeOutcome } from '../domain/trace.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import type { Store } from '../store/store.ts';
import type { Work } from './admission.ts';

/** An answer as it is sent, and the notes in the trace that go with it. */
type Entry = {
  readonly text: string;
  readonly quirks: readonly QuirkId[];
  readonly outcomes: readonly AttributeOutcome[];
  readonly bytes: number;
};

/** The answers of one generation of a team, by URL. */
type TeamEntries = { readonly generation: number; readonly byUrl: Map<string, Entry>; bytes: number };

/** Bytes that the answers of all teams may take together. */
const defaultLimit = 32 * 1024 * 1024;

/** Bytes of an entry besides its texts, of a note, and of a team. */
const overhead = 256;

/**
 * Keeps the answers to reads in front of SQLite. Nothing is ever removed because of what a write changed: a write
 * changes the generation of its team, and the answers of an earlier generation are not used again.
 */
export class ReadCache {
  readonly #store: Store;
  readonly #limit: number;
  /** The team whose entries are dropped first comes first. */
  readonly #teams = new Map<number, TeamEntries>();
  #bytes = 0;

  /** Keeps `limit` bytes at most, and nothing for 0. */
  constructor(store: Store, limit = defaultLimit) {
    this.#store = store;
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The same work, done only where its answer is not kept. */
  through(work: Work): Work {
    return (request, admitted, trace) => {
      const { pk } = admitted.team;
      const url = request.raw.url ?? '';
      const generation = this.#store.generations.of(pk);
      let team = this.#teams.get(pk);
      if (team?.generation === generation) {
        const entry = team.byUrl.get(url);
        if (entry !== undefined) {
          trace.recall(entry.quirks, entry.outcomes);
          return entry.text;
        }
      } else team = this.#open(pk, team, generation);
      const noted = trace.quirks.length;
      const text = work(request, admitted, trace);
      const quirks = trace.quirks.slice(noted);
      const outcomes = trace.outcomes.slice();
      // A path in a note is a part of the URL, and is counted with it.
      const bytes = 4 * url.length + 2 * text.length + overhead * (1 + quirks.length + outcomes.length);
      this.#keep(team, url, { text, quirks, outcomes, bytes });
      return text;
    };
  }

  #open(pk: number, before: TeamEntries | undefined, generation: number): TeamEntries {
    this.#bytes -= before?.bytes ?? 0;
    const team = { generation, byUrl: new Map<string, Entry>(), bytes: overhead };
    this.#bytes += overhead;
    this.#teams.delete(pk);
    this.#teams.set(pk, team);
    return team;
  }

  #keep(team: TeamEntries, url: string, entry: Entry): void {
    if (entry.bytes > this.#limit / 4) return;
    team.byUrl.set(url, entry);
    team.bytes += entry.bytes;
    this.#bytes += entry.bytes;
    while (this.#bytes > this.#limit) this.#dropOldest();
  }

  #dropOldest(): void {
    const [first] = this.#teams;
    if (first === undefined) return;
    const [pk, team] = first;
    const [oldest] = team.byUrl;
    if (oldest === undefined) {
      this.#teams.delete(pk);
      this.#bytes -= team.bytes;
      return;
    }
    const [url, { bytes }] = oldest;
    team.byUrl.delete(url);
    team.bytes -= bytes;
    this.#bytes -= bytes;
  }
}

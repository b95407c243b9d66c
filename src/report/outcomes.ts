import type { FateSum } from '../../schemas/report.ts';
import type { Outcome } from '../domain/trace.ts';
import { type QuirkId, quirkOf } from '../quirks/catalogue.ts';
import type { Call } from './call.ts';
import { discreet } from './wording.ts';

/** How many paths are kept apart: a client can send any attribute it likes. */
const pathLimit = 1_000;

type Sum = { readonly outcomes: Record<Outcome, number>; readonly quirks: Map<QuirkId, number> };

/** Stored, and nothing to say about it; the schemas of a request are never more than decoration. */
export const isPlain = ({ path, outcomes }: FateSum): boolean =>
  path === 'schemas' || outcomes.ignored + outcomes.coerced + outcomes.rejected + outcomes['read-only'] === 0;

/** What became of each attribute and parameter, summed over a run. */
export class Outcomes {
  readonly #sums = new Map<string, Map<string, Sum>>();
  #size = 0;
  more = 0;

  take({ operation, entry }: Call): void {
    if (operation === null || entry.outcomes.length === 0) return;
    let paths = this.#sums.get(operation);
    if (paths === undefined) {
      paths = new Map();
      this.#sums.set(operation, paths);
    }
    for (const { path, outcome, quirk } of entry.outcomes) {
      const sum = this.#sumOf(paths, path.includes('[') ? path.replace(/\[\d+\]/g, '[]') : path);
      if (sum === undefined) {
        this.more += 1;
        continue;
      }
      sum.outcomes[outcome] += 1;
      if (quirk !== undefined) sum.quirks.set(quirk, (sum.quirks.get(quirk) ?? 0) + 1);
    }
  }

  #sumOf(paths: Map<string, Sum>, path: string): Sum | undefined {
    const key = path.length > 200 ? path.slice(0, 200) : path;
    let sum = paths.get(key);
    if (sum === undefined && this.#size < pathLimit) {
      sum = { outcomes: { stored: 0, ignored: 0, coerced: 0, rejected: 0, 'read-only': 0 }, quirks: new Map() };
      paths.set(key, sum);
      this.#size += 1;
    }
    return sum;
  }

  sums(): FateSum[] {
    return [...this.#sums].flatMap(([operation, paths]) =>
      [...paths].map(([path, { outcomes, quirks }]) => ({
        operation,
        path: discreet(path, 100),
        outcomes: { ...outcomes },
        quirks: [...quirks].map(([quirk, count]) => ({ quirk, confidence: quirkOf(quirk).confidence, count })),
      })),
    );
  }
}

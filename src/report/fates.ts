import type { FateSum } from '../../schemas/report.ts';
import { type QuirkId, quirkOf } from '../domain/quirks.ts';
import type { Fate } from '../domain/trace.ts';
import type { Call } from './call.ts';
import { discreet } from './wording.ts';

/** How many paths are kept apart: a client can send any attribute it likes. */
const pathLimit = 1_000;

type Sum = { readonly fates: Record<Fate, number>; readonly quirks: Map<QuirkId, number> };

/** Stored, and nothing to say about it; the schemas of a request are never more than decoration. */
export const isPlain = ({ path, fates }: FateSum): boolean =>
  path === 'schemas' || fates.ignored + fates.coerced + fates.rejected + fates['read only'] === 0;

/** What became of each attribute and parameter, summed over a run. */
export class Fates {
  readonly #sums = new Map<string, Map<string, Sum>>();
  #size = 0;
  more = 0;

  take({ operation, entry }: Call): void {
    if (operation === null || entry.fates.length === 0) return;
    let paths = this.#sums.get(operation);
    if (paths === undefined) {
      paths = new Map();
      this.#sums.set(operation, paths);
    }
    for (const { path, fate, quirk } of entry.fates) {
      const sum = this.#sumOf(paths, path.includes('[') ? path.replace(/\[\d+\]/g, '[]') : path);
      if (sum === undefined) {
        this.more += 1;
        continue;
      }
      sum.fates[fate] += 1;
      if (quirk !== undefined) sum.quirks.set(quirk, (sum.quirks.get(quirk) ?? 0) + 1);
    }
  }

  #sumOf(paths: Map<string, Sum>, path: string): Sum | undefined {
    const key = path.length > 200 ? path.slice(0, 200) : path;
    let sum = paths.get(key);
    if (sum === undefined && this.#size < pathLimit) {
      sum = { fates: { stored: 0, ignored: 0, coerced: 0, rejected: 0, 'read only': 0 }, quirks: new Map() };
      paths.set(key, sum);
      this.#size += 1;
    }
    return sum;
  }

  sums(): FateSum[] {
    return [...this.#sums].flatMap(([operation, paths]) =>
      [...paths].map(([path, { fates, quirks }]) => ({
        operation,
        path: discreet(path, 100),
        fates: { ...fates },
        quirks: [...quirks].map(([quirk, count]) => ({ quirk, confidence: quirkOf(quirk).confidence, count })),
      })),
    );
  }
}

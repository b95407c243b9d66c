import type { OutcomeSum } from '../../schemas/report.ts';
import type { Outcome } from '../domain/trace.ts';
import { type QuirkId, quirkOf } from '../quirks/catalogue.ts';
import type { Call } from './call.ts';
import { discreet } from './wording.ts';

/** How many paths are kept apart: a client can send any attribute it likes. */
const pathLimit = 1_000;

type Sum = { readonly outcomes: Record<Outcome, number>; readonly quirks: Map<QuirkId, number> };

/** Stored, and nothing to say about it; the schemas of a request are never more than decoration. */
export const isPlain = ({ path, outcomes }: OutcomeSum): boolean =>
  path === 'schemas' || outcomes.ignored + outcomes.coerced + outcomes.rejected + outcomes['read-only'] === 0;

const newSum = (): Sum => ({
  outcomes: { stored: 0, ignored: 0, coerced: 0, rejected: 0, 'read-only': 0 },
  quirks: new Map(),
});

/** Sums the outcome of each attribute and parameter by operation and path, with any index as one. */
export const sumOutcomes = (
  calls: readonly Call[],
): { readonly outcomes: OutcomeSum[]; readonly moreOutcomes: number } => {
  const operations = new Map<string, Map<string, Sum>>();
  let size = 0;
  let moreOutcomes = 0;
  for (const { operation, entry } of calls) {
    if (operation === null || entry.outcomes.length === 0) continue;
    const paths = operations.get(operation) ?? new Map<string, Sum>();
    operations.set(operation, paths);
    for (const { path, outcome, quirk } of entry.outcomes) {
      const key = path.slice(0, 200).replace(/\[\d+\]/g, '[]');
      let sum = paths.get(key);
      if (sum === undefined && size < pathLimit) {
        sum = newSum();
        paths.set(key, sum);
        size += 1;
      }
      if (sum === undefined) moreOutcomes += 1;
      else {
        sum.outcomes[outcome] += 1;
        if (quirk !== undefined) sum.quirks.set(quirk, (sum.quirks.get(quirk) ?? 0) + 1);
      }
    }
  }
  const outcomes = [...operations].flatMap(([operation, paths]) =>
    [...paths].map(([path, { outcomes, quirks }]) => ({
      operation,
      path: discreet(path, 100),
      outcomes,
      quirks: [...quirks].map(([quirk, count]) => ({ quirk, confidence: quirkOf(quirk).confidence, count })),
    })),
  );
  return { outcomes, moreOutcomes };
};

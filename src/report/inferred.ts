import type { InferredOutcome } from '../../schemas/report.ts';
import { type QuirkId, quirkOf } from '../quirks/catalogue.ts';
import type { Call } from './call.ts';

/** Whether a run would end otherwise if Postman decided otherwise than this inferred quirk. */
export const changesOutcome = (quirk: QuirkId): boolean => {
  const { confidence, withoutOutcome } = quirkOf(quirk);
  return confidence === 'inferred' && withoutOutcome === undefined;
};

const deciding = new Map<QuirkId, boolean>();

const isDeciding = (quirk: QuirkId): boolean => {
  let decides = deciding.get(quirk);
  if (decides === undefined) {
    decides = changesOutcome(quirk);
    deciding.set(quirk, decides);
  }
  return decides;
};

/** The inferred decisions that changed an outcome in a run. */
export class InferredOutcomes {
  readonly #sums = new Map<QuirkId, { count: number; sequences: number[] }>();

  take({ entry }: Call): void {
    for (const quirk of entry.quirks) {
      if (!isDeciding(quirk)) continue;
      const sum = this.#sums.get(quirk) ?? { count: 0, sequences: [] };
      sum.count += 1;
      if (sum.sequences.length < 5) sum.sequences.push(entry.sequence);
      this.#sums.set(quirk, sum);
    }
  }

  sums(): InferredOutcome[] {
    return [...this.#sums].map(([quirk, { count, sequences }]) => ({
      quirk,
      description: quirkOf(quirk).description,
      count,
      accepted: false,
      sequences: [...sequences],
    }));
  }
}

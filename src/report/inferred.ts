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

/** Sums the inferred decisions that changed an outcome in a run. */
export const sumInferred = (calls: readonly Call[]): InferredOutcome[] => {
  const sequences = new Map<QuirkId, number[]>();
  for (const { entry } of calls) {
    for (const quirk of entry.quirks) {
      if (!isDeciding(quirk)) continue;
      const own = sequences.get(quirk);
      if (own === undefined) sequences.set(quirk, [entry.sequence]);
      else own.push(entry.sequence);
    }
  }
  return [...sequences].map(([quirk, all]) => ({
    quirk,
    description: quirkOf(quirk).description,
    count: all.length,
    accepted: false,
    sequences: all.slice(0, 5),
  }));
};

import type { FindingKind, Sighting } from './finding.ts';
import type { Outcome } from './retries.ts';

/** A detector for one way of going on after an ambiguous failure; the memory follows them all. */
export const wentOn =
  (outcome: Outcome, say: (count: number) => string): FindingKind['detect'] =>
  () => ({
    take() {},
    conclude({ memory }): Sighting | undefined {
      const { retries, examples } = memory.doubts.conclude(memory);
      const count = retries[outcome];
      return count === 0 ? undefined : { summary: say(count), count, examples: examples(outcome) };
    },
  });

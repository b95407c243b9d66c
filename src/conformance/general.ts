import type { QuirkId } from '../quirks/catalogue.ts';
import type { NamedCheck } from './check.ts';
import type { Difference } from './pattern.ts';
import type { Disagreement } from './results.ts';

/** The deviations that show in answers of all kinds, each with the check that names it. */
export type General = ReadonlyMap<string, QuirkId>;

export const differencesIn = (disagreements: readonly Disagreement[]): Difference[] =>
  disagreements.flatMap(({ differences }) => differences);

export const owner = (shape: string | undefined, general: General): QuirkId | undefined =>
  shape === undefined ? undefined : general.get(shape);

/** How closely a check's shapes describe a deviation: the longer, the closer. */
const closeness = ({ shape: shapes = [] }: NamedCheck, deviation: string): number =>
  Math.max(
    0,
    ...shapes
      .filter((shape) => /^[ /]/.test(deviation.slice(shape.length)) && deviation.startsWith(shape))
      .map(({ length }) => length),
  );

/** The deviations of shape that some check both saw and is the one to name. */
export const generalIn = <T extends { readonly check: NamedCheck }>(
  trials: readonly T[],
  disagreementsOf: (trial: T) => readonly Disagreement[],
): General => {
  const closest = new Map<string, { quirk: QuirkId; close: number }>();
  for (const trial of trials) {
    for (const { shape } of differencesIn(disagreementsOf(trial))) {
      const close = shape === undefined ? 0 : closeness(trial.check, shape);
      if (shape !== undefined && close > (closest.get(shape)?.close ?? 0)) {
        closest.set(shape, { quirk: trial.check.quirk, close });
      }
    }
  }
  return new Map([...closest].map(([shape, { quirk }]) => [shape, quirk]));
};

import { type QuirkId, quirks } from '../quirks/catalogue.ts';
import type { SwitchId } from '../quirks/profiles.ts';
import type { Difference } from './pattern.ts';

/** `agrees otherwise`: its answers differ by nothing but what other checks name, whose behaviour it is. */
export type Outcome = 'agrees' | 'agrees otherwise' | 'differs' | 'not tried';

/** One answer that was not as expected. */
export type Disagreement = {
  readonly request: string;
  readonly expected: string;
  readonly actual: string;
  readonly differences: readonly Difference[];
};

/** Another reading of a quirk, under which the answers would have been as expected. */
export type OtherReading = { readonly quirk: SwitchId; readonly value: string };

export type Result = {
  readonly quirk: QuirkId;
  readonly outcome: Outcome;
  /** Why it was not tried, or not to its end. */
  readonly reason?: string | undefined;
  /** Parts that were not tried. */
  readonly notes: readonly string[];
  readonly answers: number;
  readonly disagreements: readonly Disagreement[];
  readonly agreesWith: readonly OtherReading[];
  /** The checks that name what else its answers differ by: that is not told here again. */
  readonly butFor: readonly QuirkId[];
};

export const countOf = (results: readonly Result[], wanted: Outcome): number =>
  results.filter(({ outcome }) => outcome === wanted).length;

/** The inferred behaviours that the answers contradict. */
export const contradicted = (results: readonly Result[]): QuirkId[] =>
  results
    .filter(({ outcome }) => outcome === 'differs')
    .map(({ quirk }) => quirk)
    .filter((quirk) => quirks[quirk].confidence === 'inferred');

/** The other readings of quirks that the answers show. */
export const readingsFound = (results: readonly Result[]): OtherReading[] =>
  results.flatMap(({ quirk, agreesWith }) => agreesWith.filter((reading) => reading.quirk === quirk));

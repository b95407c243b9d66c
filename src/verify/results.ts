import type { Profile, SwitchId } from '../domain/profile.ts';
import { type QuirkId, quirkOf, quirks } from '../domain/quirks.ts';
import { compareAnswer, resolve, showAnswer } from './answer-pattern.ts';
import type { Check } from './check.ts';
import { mediaType } from './exchange.ts';
import type { Difference } from './pattern.ts';
import type { Observation } from './stage.ts';

export type Outcome = 'agrees' | 'differs' | 'not tried';

/** One answer that was not as expected. */
export type Disagreement = {
  readonly request: string;
  readonly expected: string;
  readonly actual: string;
  readonly differences: readonly Difference[];
};

/** Another reading, under which the answers would have been as expected. */
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
  /** The check that names all of its differences, where another does: they need not be read twice. */
  readonly sameAs?: QuirkId | undefined;
};

const longestShown = 4000;
const cut = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown)}… (${text.length} characters)` : text;

const disagreementsIn = (observations: readonly Observation[], profile: Profile): Disagreement[] =>
  observations.flatMap(({ request, answer, expected }) => {
    const pattern = resolve(expected, profile);
    const differences = compareAnswer(pattern, answer);
    if (differences.length === 0) return [];
    const headers = Object.keys(pattern.headers ?? {}).map(
      (name) => `${name}: ${answer.headers[name.toLowerCase()] ?? 'none'}`,
    );
    return [
      {
        request: cut(
          [`${request.method} ${request.path}`, ...(request.body === undefined ? [] : [request.body])].join(' '),
        ),
        expected: cut(showAnswer(pattern)),
        actual: cut(
          [`${answer.status} ${mediaType(answer)}`.trim(), ...headers, answer.text].filter(Boolean).join('\n'),
        ),
        differences,
      },
    ];
  });

const readingsOf = (id: QuirkId): string[] => Object.keys(quirkOf(id).values ?? {});

const isSwitch = (profile: Profile, id: QuirkId): id is SwitchId => Object.hasOwn(profile, id);

/** The single other readings that explain all the answers: of the quirk itself if it has any, else of the others. */
const explain = (check: Check, observations: readonly Observation[], profile: Profile): OtherReading[] => {
  const others = (id: SwitchId): OtherReading[] =>
    readingsOf(id)
      .filter((value) => value !== profile[id])
      .filter((value) => disagreementsIn(observations, { ...profile, [id]: value }).length === 0)
      .map((value) => ({ quirk: id, value }));
  const own = isSwitch(profile, check.quirk) ? others(check.quirk) : [];
  return own.length > 0 ? own : (Object.keys(profile) as SwitchId[]).flatMap(others);
};

/** Judges what one check observed. */
export const toResult = (
  check: Check,
  profile: Profile,
  {
    observations,
    notes,
    reason,
  }: { observations: readonly Observation[]; notes: readonly string[]; reason?: string | undefined },
): Result => {
  const disagreements = disagreementsIn(observations, profile);
  const outcome =
    disagreements.length > 0 ? 'differs' : reason === undefined && observations.length > 0 ? 'agrees' : 'not tried';
  return {
    quirk: check.quirk,
    outcome,
    reason: outcome === 'not tried' ? (reason ?? notes.join('; ')) : reason,
    notes,
    answers: observations.length,
    disagreements,
    agreesWith: outcome === 'differs' ? explain(check, observations, profile) : [],
  };
};

const shapesIn = ({ disagreements }: Result): string[] =>
  disagreements.flatMap(({ differences }) => differences.map(({ shape, at }) => shape ?? `${at} value`));

/** Marks the results whose every difference is one of shape that another check is there to name. */
export const markEchoes = (results: readonly Result[], checks: readonly Check[]): Result[] => {
  const owners = results
    .filter(({ outcome }) => outcome === 'differs')
    .flatMap((result) => {
      const shapes = checks.find(({ quirk }) => quirk === result.quirk)?.shape ?? [];
      const owned = shapesIn(result).filter((found) => shapes.some((shape) => found.startsWith(shape)));
      return owned.length === 0 ? [] : [{ quirk: result.quirk, owned: new Set(owned) }];
    });
  return results.map((result) => {
    const found = shapesIn(result);
    const owner = owners.find(({ quirk, owned }) => quirk !== result.quirk && found.every((shape) => owned.has(shape)));
    return result.outcome === 'differs' && owner !== undefined ? { ...result, sameAs: owner.quirk } : result;
  });
};

/** The inferred behaviours that the answers contradict. */
export const contradicted = (results: readonly Result[]): QuirkId[] =>
  results
    .filter(
      ({ outcome, sameAs, quirk }) =>
        outcome === 'differs' && sameAs === undefined && quirks[quirk].confidence === 'inferred',
    )
    .map(({ quirk }) => quirk);

export const countOf = (results: readonly Result[], wanted: Outcome): number =>
  results.filter(({ outcome }) => outcome === wanted).length;

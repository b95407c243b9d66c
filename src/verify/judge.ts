import type { Profile, SwitchId } from '../domain/profile.ts';
import { type QuirkId, quirkOf } from '../domain/quirks.ts';
import { compareAnswer, resolve, showAnswer } from './answer-pattern.ts';
import type { Check } from './check.ts';
import { type Answer, mediaType, type Request } from './exchange.ts';
import { cut } from './pattern.ts';
import { type Disagreement, type OtherReading, type Result, readingsFound } from './results.ts';
import type { Observation } from './stage.ts';

/** What came of running one check. */
export type Trial = {
  readonly check: Check;
  readonly observations: readonly Observation[];
  readonly notes: readonly string[];
  readonly reason: string | undefined;
};

const longestShown = 4000;

const joined = (lines: readonly string[], separator: string): string =>
  cut(lines.filter(Boolean).join(separator), longestShown);

const showRequest = ({ method, path, body = '' }: Request): string => joined([`${method} ${path}`, body], ' ');

const showActual = (answer: Answer, headers: readonly string[]): string => {
  const named = headers.map((name) => `${name}: ${answer.headers[name.toLowerCase()] ?? 'none'}`);
  return joined([`${answer.status} ${mediaType(answer)}`.trim(), ...named, answer.text], '\n');
};

const disagreementsIn = ({ observations }: Trial, profile: Profile): Disagreement[] =>
  observations.flatMap(({ request, answer, expected }) => {
    const pattern = resolve(expected, profile);
    const differences = compareAnswer(pattern, answer);
    if (differences.length === 0) return [];
    const actual = showActual(answer, Object.keys(pattern.headers ?? {}));
    return [{ request: showRequest(request), expected: joined([showAnswer(pattern)], ''), actual, differences }];
  });

const isSwitch = (profile: Profile, id: QuirkId): id is SwitchId => Object.hasOwn(profile, id);

/** The single other readings that explain all the answers: of the quirk itself if it has any, else of the others. */
const explain = (trial: Trial, profile: Profile): OtherReading[] => {
  const others = (id: SwitchId): OtherReading[] =>
    Object.keys(quirkOf(id).values ?? {})
      .filter((value) => value !== profile[id])
      .filter((value) => disagreementsIn(trial, { ...profile, [id]: value }).length === 0)
      .map((value) => ({ quirk: id, value }));
  const own = isSwitch(profile, trial.check.quirk) ? others(trial.check.quirk) : [];
  return own.length > 0 ? own : (Object.keys(profile) as SwitchId[]).flatMap(others);
};

/** Judges what one check observed. */
export const toResult = (trial: Trial, profile: Profile): Result => {
  const { check, observations, notes, reason } = trial;
  const disagreements = disagreementsIn(trial, profile);
  const tried = reason === undefined && observations.length > 0;
  const outcome = disagreements.length > 0 ? 'differs' : tried ? 'agrees' : 'not tried';
  return {
    quirk: check.quirk,
    outcome,
    reason: outcome === 'not tried' ? (reason ?? notes.join('; ')) : reason,
    notes,
    answers: observations.length,
    disagreements,
    agreesWith: outcome === 'differs' ? explain(trial, profile) : [],
    sameAs: [],
  };
};

const shapesIn = (disagreements: readonly Disagreement[]): string[] =>
  disagreements.flatMap(({ differences }) => differences.map(({ shape, at }) => shape ?? `${at} value`));

type Owner = { readonly quirk: QuirkId; readonly owned: ReadonlySet<string> };

/** The checks that differ and are the ones to name some deviation of shape. */
const ownersIn = (trials: readonly Trial[], results: readonly Result[]): Owner[] =>
  trials.flatMap(({ check: { quirk, shape: shapes = [] } }, index) => {
    const found = shapesIn(results[index]?.disagreements ?? []);
    const owned = found.filter((shape) => shapes.some((own) => shape.startsWith(own)));
    return owned.length === 0 ? [] : [{ quirk, owned: new Set(owned) }];
  });

/**
 * Judges all trials together. One deviation shows in many answers: where a check differs by nothing but what others
 * name already (another reading of a quirk that was found, or a deviation of shape), it says which.
 */
export const settle = (trials: readonly Trial[], profile: Profile): Result[] => {
  const results = trials.map((trial) => toResult(trial, profile));
  const owners = ownersIn(trials, results);
  const found = readingsFound(results);
  const adopt = (readings: readonly OtherReading[]): Profile =>
    Object.assign({ ...profile }, ...readings.map(({ quirk, value }) => ({ [quirk]: value })));

  const sameAs = (trial: Trial, { outcome, quirk }: Result): QuirkId[] => {
    const others = found.filter((reading) => reading.quirk !== quirk);
    if (outcome !== 'differs' || others.length < found.length) return [];
    const left = shapesIn(disagreementsIn(trial, adopt(found)));
    const naming = owners.filter((owner) => owner.quirk !== quirk && left.some((shape) => owner.owned.has(shape)));
    if (!left.every((shape) => naming.some(({ owned }) => owned.has(shape)))) return [];
    const needed = found.filter(
      (reading) =>
        shapesIn(disagreementsIn(trial, adopt(found.filter((other) => other !== reading)))).length > left.length,
    );
    return [...needed, ...naming].map((name) => name.quirk);
  };
  return results.map((result, index) => ({ ...result, sameAs: sameAs(trials[index] as Trial, result) }));
};

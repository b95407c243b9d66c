import { type QuirkId, quirkOf } from '../quirks/catalogue.ts';
import type { Profile, SwitchId } from '../quirks/profiles.ts';
import { compareAnswer, type Expected, resolve, showAnswer } from './answer-pattern.ts';
import type { NamedCheck } from './check.ts';
import type { Observation } from './check-context.ts';
import { type Answer, mediaType, type Request } from './exchange.ts';
import { differencesIn, type General, generalIn, owner } from './general.ts';
import { cut } from './pattern.ts';
import type { Disagreement, OtherReading, Result } from './results.ts';
import { unrouted } from './wire.ts';

/** What came of running one check. */
export type Trial = {
  readonly check: NamedCheck;
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

/** A profile without /Groups answers every request to it as unrouted (quirk groups-endpoint). */
const asRouted = ({ method, path }: Request, expected: Expected, profile: Profile): Expected =>
  profile['groups-endpoint'] === 'unrouted' && /^\/groups($|[/?])/i.test(path)
    ? { ...unrouted, body: method === 'HEAD' ? undefined : unrouted.body }
    : expected;

const disagreementsIn = ({ observations }: Trial, profile: Profile): Disagreement[] =>
  observations.flatMap(({ request, answer, expected }) => {
    const pattern = resolve(asRouted(request, expected, profile), profile);
    const differences = compareAnswer(pattern, answer);
    if (differences.length === 0) return [];
    const actual = showActual(answer, Object.keys(pattern.headers ?? {}));
    return [{ request: showRequest(request), expected: joined([showAnswer(pattern)], ''), actual, differences }];
  });

/** What is left of disagreements without the deviations that other checks name. */
const without = (disagreements: readonly Disagreement[], quirk: QuirkId, general: General): Disagreement[] =>
  disagreements.flatMap((disagreement) => {
    const differences = disagreement.differences.filter(({ shape }) => (owner(shape, general) ?? quirk) === quirk);
    return differences.length === 0 ? [] : [{ ...disagreement, differences }];
  });

const isSwitch = (profile: Profile, id: QuirkId): id is SwitchId => Object.hasOwn(profile, id);

/** The single other readings that explain all the answers: of the quirk itself if it has any, else of the others. */
const explain = (trial: Trial, profile: Profile, general: General): OtherReading[] => {
  const { quirk } = trial.check;
  const fits = (other: Profile): boolean => without(disagreementsIn(trial, other), quirk, general).length === 0;
  if (fits(profile)) return [];
  const others = (id: SwitchId): OtherReading[] =>
    Object.keys(quirkOf(id).values ?? {})
      .filter((value) => value !== profile[id] && fits({ ...profile, [id]: value }))
      .map((value) => ({ quirk: id, value }));
  const own = isSwitch(profile, quirk) ? others(quirk) : [];
  return own.length > 0 ? own : (Object.keys(profile) as SwitchId[]).flatMap(others);
};

const adopt = (profile: Profile, readings: readonly OtherReading[]): Profile =>
  Object.assign({ ...profile }, ...readings.map(({ quirk, value }) => ({ [quirk]: value })));

type Judged = { readonly disagreements: readonly Disagreement[]; readonly butFor: readonly QuirkId[] };

/** What one check alone names, and which others name the rest: another reading that was found, or a deviation. */
const judge = (trial: Trial, profile: Profile, found: readonly OtherReading[], general: General): Judged => {
  const { quirk } = trial.check;
  const others = found.filter((reading) => reading.quirk !== quirk);
  const left = (readings: readonly OtherReading[]) => disagreementsIn(trial, adopt(profile, readings));
  const all = left(others);
  const needed = others.filter(
    (reading) => differencesIn(left(others.filter((other) => other !== reading))).length > differencesIn(all).length,
  );
  const owners = differencesIn(all).map(({ shape }) => owner(shape, general));
  return {
    disagreements: without(all, quirk, general),
    butFor: [...new Set([...needed.map((reading) => reading.quirk), ...owners])].filter(
      (name): name is QuirkId => name !== undefined && name !== quirk,
    ),
  };
};

const toResult = (trial: Trial, judged: Judged, agreesWith: readonly OtherReading[]): Result => {
  const { check, observations, notes, reason } = trial;
  const { disagreements, butFor } = judged;
  const tried = reason === undefined && observations.length > 0;
  const otherwise = butFor.length > 0 ? 'agrees otherwise' : 'agrees';
  const outcome = disagreements.length > 0 ? 'differs' : tried ? otherwise : 'not tried';
  return {
    quirk: check.quirk,
    outcome,
    reason: outcome === 'not tried' ? (reason ?? notes.join('; ')) : reason,
    notes,
    answers: observations.length,
    disagreements,
    agreesWith: outcome === 'differs' ? agreesWith : [],
    butFor: outcome === 'not tried' ? [] : butFor,
  };
};

/**
 * Judges all trials together. One deviation shows in many answers: another reading of a quirk, or a deviation of
 * shape. It is told by the check that names it; the others are judged by what is left of their differences.
 */
export const settle = (trials: readonly Trial[], profile: Profile): Result[] => {
  const seen = generalIn(trials, (trial) => disagreementsIn(trial, profile));
  const readings = trials.map((trial) => explain(trial, profile, seen));
  const found = trials.flatMap(({ check }, index) =>
    (readings[index] ?? []).filter(({ quirk }) => quirk === check.quirk),
  );
  const general = generalIn(trials, (trial) =>
    disagreementsIn(
      trial,
      adopt(
        profile,
        found.filter(({ quirk }) => quirk !== trial.check.quirk),
      ),
    ),
  );
  return trials.map((trial, index) => toResult(trial, judge(trial, profile, found, general), readings[index] ?? []));
};

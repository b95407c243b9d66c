import { type Profile, profiles } from '../quirks/profiles.ts';

/** Where a value stands: its path in the answer, and its path within the nearest named shape (`Group/members/*`). */
type Place = { readonly path: string; readonly shape: string | undefined; readonly profile: Profile };

export type Difference = {
  readonly at: string;
  readonly problem: 'missing' | 'unexpected' | 'order' | 'value';
  readonly expected: string;
  readonly actual: string;
  /** The same for the same deviation in another answer; undefined where the difference is of a value. */
  readonly shape: string | undefined;
};

export const topUnder = (profile: Profile): Place => ({ path: '', shape: undefined, profile });

const longestQuoted = 200;

/** Cuts a text that is too long to be quoted, and description how long it was. */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;

export const below = (at: Place, key: string | number): Place => ({
  ...at,
  path: `${at.path}/${cut(String(key), longestQuoted)}`,
  shape: at.shape && `${at.shape}/${typeof key === 'number' ? '*' : key}`,
});

/** Stands in a pattern where a value is not known beforehand. */
export class Matcher {
  /** How it is shown in the place of a value. */
  readonly description: string;
  readonly compare: (value: unknown, at: Place) => readonly Difference[];
  readonly mayBeAbsent: boolean;

  constructor(description: string, compare: Matcher['compare'], mayBeAbsent = false) {
    this.description = description;
    this.compare = compare;
    this.mayBeAbsent = mayBeAbsent;
  }
}

/** JSON with matchers in it, or a function from the profile to one. Objects are compared key by key, in this order. */
export type Pattern =
  | ((profile: Profile) => Pattern)
  | string
  | number
  | boolean
  | null
  | Matcher
  | readonly Pattern[]
  | { readonly [key: string]: Pattern };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value instanceof Matcher) return value.description;
  if (typeof value === 'function') return show(value(profiles.classic));
  if (Array.isArray(value)) return `[${value.map(show).join(',')}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${show(inner)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
};

/** A value as a difference quotes it. */
export const quote = (value: unknown): string => cut(show(value), longestQuoted);

const valueDiffers = (pattern: unknown, value: unknown, at: Place): Difference => ({
  at: at.path,
  problem: 'value',
  expected: quote(pattern),
  actual: quote(value),
  shape: undefined,
});

const compareKeys = (
  pattern: { readonly [key: string]: Pattern },
  value: Record<string, unknown>,
  at: Place,
): Difference[] => {
  const shapeDiffers = (key: string, problem: Difference['problem'], expected: string, actual: string): Difference => {
    const place = key === '' ? at : below(at, key);
    return { at: place.path, problem, expected, actual, shape: place.shape && `${place.shape} ${problem}` };
  };
  const known = Object.keys(pattern);
  const unexpected = Object.keys(value).filter((key) => !Object.hasOwn(pattern, key));
  const missing = known.filter((key) => {
    const inner = pattern[key];
    return !Object.hasOwn(value, key) && !(inner instanceof Matcher && inner.mayBeAbsent);
  });
  const present = known.filter((key) => Object.hasOwn(value, key));
  const order = Object.keys(value).filter((key) => Object.hasOwn(pattern, key));
  return [
    ...missing.map((key) => shapeDiffers(key, 'missing', quote(pattern[key]), 'nothing')),
    ...unexpected.map((key) => shapeDiffers(key, 'unexpected', 'nothing', quote(value[key]))),
    ...(present.join() === order.join()
      ? []
      : [shapeDiffers('', 'order', cut(present.join(', '), longestQuoted), cut(order.join(', '), longestQuoted))]),
    ...present.flatMap((key) => compare(pattern[key] as Pattern, value[key], below(at, key))),
  ];
};

/** The pattern under a profile; functions within matchers are called when they compare. */
export const underProfile = (pattern: Pattern, profile: Profile): Pattern => {
  if (typeof pattern === 'function') return underProfile(pattern(profile), profile);
  if (pattern instanceof Matcher || !(Array.isArray(pattern) || isObject(pattern))) return pattern;
  return Array.isArray(pattern)
    ? pattern.map((inner: Pattern) => underProfile(inner, profile))
    : Object.fromEntries(Object.entries(pattern).map(([key, inner]) => [key, underProfile(inner, profile)]));
};

/** Says how a value differs from its pattern: keys, their order, and values; empty where it does not. */
export const compare = (
  pattern: Pattern,
  value: unknown,
  at: Place = topUnder(profiles.classic),
): readonly Difference[] => {
  if (typeof pattern === 'function') return compare(pattern(at.profile), value, at);
  if (pattern instanceof Matcher) return pattern.compare(value, at);
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && value.length === pattern.length
      ? pattern.flatMap((inner, index) => compare(inner, value[index], below(at, index)))
      : [valueDiffers(pattern, value, at)];
  }
  if (isObject(pattern)) {
    return isObject(value)
      ? compareKeys(pattern as { readonly [key: string]: Pattern }, value, at)
      : [valueDiffers(pattern, value, at)];
  }
  return pattern === value ? [] : [valueDiffers(pattern, value, at)];
};

export const matching = (description: string, test: (value: unknown) => boolean): Matcher => {
  const matcher: Matcher = new Matcher(`<${description}>`, (value, at) =>
    test(value) ? [] : [valueDiffers(matcher, value, at)],
  );
  return matcher;
};

export const anything = matching('anything', (value) => value !== undefined);
export const anyText = matching('text', (value) => typeof value === 'string' && value !== '');
export const anyNumber = matching('a number', (value) => typeof value === 'number');
export const absent = new Matcher(
  '<nothing>',
  (value, at) => (value === undefined ? [] : [valueDiffers(absent, value, at)]),
  true,
);

export const like = (expression: RegExp, description: string): Matcher =>
  matching(description, (value) => typeof value === 'string' && expression.test(value));

/** The key may be left out; where it is there, its value fits. */
export const optional = (pattern: Pattern): Matcher =>
  new Matcher(`<${show(pattern)}, if any>`, (value, at) => compare(pattern, value, at), true);

export const not = (unwanted: string): Matcher =>
  matching(`anything but ${JSON.stringify(unwanted)}`, (value) => value !== undefined && value !== unwanted);

/** An array all of whose items fit, of a length that fits. */
export const each = (
  pattern: Pattern,
  fits: (length: number) => boolean = () => true,
  length = 'any number',
): Matcher => {
  const matcher: Matcher = new Matcher(`[<${length} of> ${show(pattern)}]`, (value, at) =>
    Array.isArray(value) && fits(value.length)
      ? value.flatMap((item, index) => compare(pattern, item, below(at, index)))
      : [valueDiffers(matcher, value, at)],
  );
  return matcher;
};

/** An array that holds these items, in whatever order. */
export const inAnyOrder = (patterns: readonly Pattern[]): Matcher => {
  const matcher: Matcher = new Matcher(show(patterns), (value, at) => {
    if (!Array.isArray(value) || value.length !== patterns.length) return [valueDiffers(matcher, value, at)];
    const left = [...value.keys()];
    return patterns.flatMap((pattern) => {
      const [nearest] = left
        .map((index) => ({ index, differences: compare(pattern, value[index], below(at, index)) }))
        .sort((one, other) => one.differences.length - other.differences.length);
      left.splice(left.indexOf(nearest?.index ?? 0), 1);
      return nearest?.differences ?? [];
    });
  });
  return matcher;
};

/** Gives a pattern a name, by which the same deviation is known again in other answers. */
export const named = (name: string, pattern: Pattern): Matcher =>
  new Matcher(show(pattern), (value, at) => compare(pattern, value, { ...at, shape: name }));

/** A value that is the same in every answer of its shape: where it is another, that is no matter of one answer. */
export const steady = (pattern: Pattern): Matcher =>
  new Matcher(show(pattern), (value, at) =>
    compare(pattern, value, at).map((difference) => ({ ...difference, shape: at.shape && `${at.shape} value` })),
  );

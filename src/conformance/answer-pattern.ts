import type { Profile, SwitchId } from '../quirks/profiles.ts';
import { type Answer, mediaType } from './exchange.ts';
import { compare, type Difference, type Pattern, quote, show, topUnder, underProfile } from './pattern.ts';

/** An answer as Postman writes it: everything in it is compared, and of the headers those that are named. */
export type AnswerPattern = {
  readonly status: number;
  /** Null for an answer without a body. */
  readonly type: string | null;
  readonly headers?: Readonly<Record<string, Pattern>>;
  readonly body?: Pattern | undefined;
  /** Set once the pattern is resolved. */
  readonly profile?: Profile;
};

/** An answer that may depend on how the quirks with several readings are read. */
export type Expected = AnswerPattern | ((profile: Profile) => AnswerPattern);

export const resolve = (expected: Expected, profile: Profile): AnswerPattern => {
  const pattern = typeof expected === 'function' ? expected(profile) : expected;
  return {
    ...pattern,
    profile,
    ...(pattern.body !== undefined && { body: underProfile(pattern.body, profile) }),
  };
};

/** What is answered under each reading of a quirk. */
export const reading =
  <Id extends SwitchId>(
    id: Id,
    answers: Readonly<Record<Profile[Id], Expected>>,
  ): ((profile: Profile) => AnswerPattern) =>
  (profile) =>
    resolve(answers[profile[id]], profile);

const differs = (at: string, expected: unknown, actual: unknown, shape?: string): Difference => ({
  at,
  problem: 'value',
  expected: quote(expected),
  actual: quote(actual),
  shape,
});

/** Says how an answer differs from what was expected: status, content type, headers, body. */
export const compareAnswer = (pattern: AnswerPattern, answer: Answer): readonly Difference[] => {
  const type = mediaType(answer);
  const found: Difference[] = [];
  if (answer.status !== pattern.status) found.push(differs('status', pattern.status, answer.status));
  if (pattern.type === null) {
    if (answer.text !== '') found.push(differs('body', undefined, answer.text));
  } else if (type !== pattern.type) {
    found.push(differs('content-type', pattern.type, type, `content-type/${type} for ${pattern.type}`));
  }
  for (const [name, header] of Object.entries(pattern.headers ?? {})) {
    found.push(
      ...compare(header, answer.headers[name.toLowerCase()]).map((difference) => ({ ...difference, at: name })),
    );
  }
  if (pattern.body !== undefined) {
    found.push(
      ...(answer.json === undefined
        ? [differs('body', pattern.body, answer.text === '' ? undefined : answer.text)]
        : compare(pattern.body, answer.json, pattern.profile && topUnder(pattern.profile))),
    );
  }
  return found;
};

export const showAnswer = ({ status, type, headers, body }: AnswerPattern): string =>
  [
    `${status}${type === null ? '' : ` ${type}`}`,
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${show(value)}`),
    ...(body === undefined ? [] : [show(body)]),
  ].join('\n');

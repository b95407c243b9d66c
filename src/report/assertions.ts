import { AssertionError } from 'node:assert';
import type { GoalDifference } from '../../schemas/goal.ts';
import type { Report } from '../../schemas/report.ts';
import { SettingsError } from '../errors.ts';
import { catalogue } from './catalogue.ts';
import { findingText, goalText } from './text.ts';
import { several } from './wording.ts';

/** Options of {@link assertNoFindings}. */
export type FindingsAllowed = {
  /** The mildest severity that fails: `error` by default; `never` fails nothing. */
  readonly failOn?: 'error' | 'warning' | 'note' | 'never' | undefined;
  /** Accepts a run in which no request arrived. */
  readonly allowEmpty?: boolean | undefined;
  /** Ids of findings that may be there. */
  readonly except?: readonly string[] | undefined;
};

const failing = {
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
  never: [],
} as const;

const optionNames = ['failOn', 'allowEmpty', 'except'];

const expected = (where: string, what: string, got: unknown): SettingsError =>
  new SettingsError(`assertNoFindings: ${where}: expected ${what}, got ${JSON.stringify(got)}`);

/** Checks the options, because a misspelt one would let every run pass. */
const check = (options: FindingsAllowed): void => {
  if (typeof options !== 'object' || options === null) throw expected('options', 'an object', options);
  for (const name of Object.keys(options)) {
    if (!optionNames.includes(name)) throw expected('options', `one of ${optionNames.join(', ')}`, name);
  }
  const { failOn, allowEmpty, except } = options;
  if (failOn !== undefined && !Object.hasOwn(failing, failOn))
    throw expected('failOn', 'error, warning, note or never', failOn);
  if (allowEmpty !== undefined && typeof allowEmpty !== 'boolean')
    throw expected('allowEmpty', 'a boolean', allowEmpty);
  if (except !== undefined && !Array.isArray(except)) throw expected('except', 'an array of finding ids', except);
  for (const id of except ?? []) {
    if (!catalogue.some((kind) => kind.id === id)) throw expected('except', 'the id of a finding', id);
  }
};

/** Throws an AssertionError whose message is the findings, in words, where a report has any that count. */
export const assertNoFindings = (report: Report, options: FindingsAllowed = {}): void => {
  check(options);
  const { failOn = 'error', allowEmpty = false } = options;
  const except = [...(options.except ?? []), ...(allowEmpty ? ['nothing-arrived'] : [])];
  const severities: readonly string[] = failing[failOn];
  const found = report.findings.filter(({ id, severity }) => severities.includes(severity) && !except.includes(id));
  if (found.length === 0) return;
  const lines = found.flatMap((finding) => ['', ...findingText(finding)]);
  throw new AssertionError({
    message: [`${several(found.length, 'finding')} on what Postman would make of this run:`, ...lines].join('\n'),
    actual: found.map(({ id }) => id),
    expected: [],
    operator: 'assertNoFindings',
    stackStartFn: assertNoFindings,
  });
};

/** Throws an AssertionError whose message is the difference, in words, where the goal is not met. */
export const assertGoal = (difference: GoalDifference): void => {
  if (difference.met) return;
  throw new AssertionError({
    message: goalText(difference).join('\n'),
    actual: false,
    expected: true,
    operator: 'assertGoal',
    stackStartFn: assertGoal,
  });
};

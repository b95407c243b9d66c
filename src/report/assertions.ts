import { AssertionError } from 'node:assert';
import type { GoalDifference } from '../../schemas/goal.ts';
import type { Report } from '../../schemas/report.ts';
import { findingText, goalText } from './text.ts';
import { several } from './wording.ts';

export type FindingsAllowed = {
  /** The mildest severity that fails: `error` unless told otherwise. */
  readonly failOn?: 'error' | 'warning' | 'note' | undefined;
  /** Ids of findings that may be there. */
  readonly except?: readonly string[] | undefined;
};

const failing = { error: ['error'], warning: ['error', 'warning'], note: ['error', 'warning', 'note'] } as const;

/** Throws an AssertionError whose message is the findings, in words, where a report has any that count. */
export const assertNoFindings = (report: Report, { failOn = 'error', except = [] }: FindingsAllowed = {}): void => {
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

import type { GoalDifference } from '../../schemas/goal.ts';
import type { Finding, OutcomeSum, Report } from '../../schemas/report.ts';
import { clean } from './clean.ts';
import { isPlain } from './outcomes.ts';
import { coverageText, line, retriesText, several, times } from './wording.ts';

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** One finding, as a tester reads it in a terminal. */
export const findingText = (finding: Finding): string[] => [
  `${finding.severity}: ${finding.title} (${finding.id})`,
  ...indent([
    finding.summary,
    finding.explanation,
    `To do: ${finding.remedy}`,
    ...(finding.evidence.length > 0
      ? [`Rests on: ${finding.evidence.map(({ quirk, confidence }) => `${quirk} (${confidence})`).join(', ')}`]
      : []),
    ...finding.examples.map(({ sequence, call, note }) => `no. ${sequence} ${call}: ${note}`),
  ]),
];

const shown = (value: unknown): string => (value === null ? 'nothing' : (JSON.stringify(value) ?? 'nothing'));

const storedWords = {
  yes: '',
  'when created': ' (Postman takes it only when it is created)',
  never: ' (Postman never stores it)',
} as const;

/** What a directory lacks and has too much of, a line each; empty where the goal is met. */
export const differenceText = ({ missing, unexpected, attributes, membership }: GoalDifference): string[] => [
  ...missing.users.map(
    ({ userName, invited }) => `missing: ${userName}${invited ? ' (invited, not accepted yet)' : ''}`,
  ),
  ...missing.groups.map((name) => `missing: group ${name}`),
  ...unexpected.users.map((name) => `unexpected: ${name}`),
  ...unexpected.groups.map((name) => `unexpected: group ${name}`),
  ...attributes.map(
    ({ resource, name, attribute, expected, actual, stored }) =>
      `${resource === 'Group' ? 'group ' : ''}${name}: ${attribute} should be ${shown(expected)}, is ${shown(actual)}${storedWords[stored]}`,
  ),
  ...membership.flatMap(({ group, missing, unexpected }) => [
    ...missing.map((name) => `group ${group} lacks ${name}`),
    ...unexpected.map((name) => `group ${group} should not have ${name}`),
  ]),
];

const effortText = ({ calls, writes, withoutEffect }: GoalDifference['effort']): string =>
  `It took ${several(calls, 'call')}, ${several(writes, 'write')} among them, of which ${withoutEffect} changed nothing.`;

export const goalText = (goal: GoalDifference): string[] =>
  goal.met
    ? [`The goal is met. ${effortText(goal.effort)}`]
    : ['The goal is not met.', ...indent(differenceText(goal).map(line)), effortText(goal.effort)];

/** "createScimUser title: ignored twice (never-stored)". */
const outcomeText = ({ operation, path, outcomes: { stored: _, ...outcomes }, quirks }: OutcomeSum): string => {
  const became = Object.entries(outcomes).flatMap(([outcome, count]) =>
    count > 0 ? [`${outcome} ${times(count)}`] : [],
  );
  const behind = quirks.length > 0 ? ` (${quirks.map(({ quirk }) => quirk).join(', ')})` : '';
  return `${operation} ${path}: ${became.join(', ')}${behind}`;
};

const outcomesText = ({ outcomes, moreOutcomes }: Report): string[] => {
  const remarkable = outcomes.filter((sum) => !isPlain(sum)).map(outcomeText);
  const more = moreOutcomes > 0 ? [`and ${several(moreOutcomes, 'outcome')} of further paths`] : [];
  return remarkable.length + more.length === 0
    ? []
    : ['', 'Attributes that were not taken as sent:', ...indent([...remarkable, ...more])];
};

/** The report for a terminal. */
export const toText = (report: Report): string => clean(render(report));

const render = (report: Report): string => {
  const { verdict, findings, goal, requests, missed, retries, inferred, operations } = report;
  const doubts = retries.idempotent + retries.blind + retries.duplicated + retries.gaveUp;
  return [
    `${verdict.outcome === 'passed' ? 'Passed' : 'Failed'}: ${several(requests, 'request')} in world ${report.world}`,
    ...indent(verdict.reasons),
    ...(missed > 0 ? [coverageText(report)] : []),
    ...findings.flatMap((finding) => ['', ...findingText(finding)]),
    ...(goal === null ? [] : ['', ...goalText(goal)]),
    ...(doubts === 0 ? [] : ['', `After ${several(doubts, 'failure')} of unknown outcome: ${retriesText(retries)}.`]),
    ...(inferred.length === 0
      ? []
      : [
          '',
          'Inferred decisions that changed an outcome:',
          ...indent(
            inferred.map(
              ({ quirk, description, count, accepted }) =>
                `${quirk}, ${times(count)}${accepted ? ', accepted' : ''}: ${description}`,
            ),
          ),
        ]),
    ...outcomesText(report),
    ...(operations.length === 0
      ? []
      : [
          '',
          'Calls:',
          ...indent(
            operations.map(
              ({ operation, calls, withoutEffect }) =>
                `${operation} ${calls}${withoutEffect > 0 ? `, of which ${withoutEffect} changed nothing` : ''}`,
            ),
          ),
        ]),
    '',
  ].join('\n');
};

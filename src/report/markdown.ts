import type { GoalDifference } from '../../schemas/goal.ts';
import type { Finding, OutcomeSum, Report } from '../../schemas/report.ts';
import { clean } from './clean.ts';
import { isPlain } from './outcomes.ts';
import { coverageText, line, retriesText, several, times } from './wording.ts';

/** A client's text as Markdown shows it literally, in a table cell too. */
const literal = (text: string): string =>
  line(text)
    .replace(/[\\`*_[\]<>|&~$]/g, (sign) => (sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`))
    // An entity in their midst keeps GitHub from making mentions, references and links of a client's text.
    .replace(/(?<!\w)[@#](?=\w)|:(?=\/\/)|(?<=\bwww)\./gi, (sign) => `&#${sign.charCodeAt(0)};`);

/** Prose of ours, in which backticks are code. */
const prose = (text: string): string =>
  text
    .split('`')
    .map((part, at) => (at % 2 ? `\`${part}\`` : literal(part)))
    .join('');

/** The fence is longer than any row of backticks within. */
const code = (text: string): string => {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map(({ length }) => length)));
  const space = runs.length > 0 ? ' ' : '';
  return `${fence}${space}${line(text).replaceAll('|', '\\|')}${space}${fence}`;
};

const signs = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

const toFinding = (finding: Finding): string[] => {
  const { severity, title, id, summary, explanation, remedy, evidence, examples, count } = finding;
  return [
    `#### ${signs[severity]} ${literal(title)} (${code(id)})`,
    '',
    `${prose(summary)}`,
    '',
    `- **In production:** ${prose(explanation)}`,
    `- **To do:** ${prose(remedy)}`,
    ...(evidence.length > 0
      ? [`- **Rests on:** ${evidence.map(({ quirk, confidence }) => `${code(quirk)} (${confidence})`).join(', ')}`]
      : []),
    ...(examples.length > 0
      ? [`- **For example:**${count > examples.length ? ` the first ${examples.length}` : ''}`]
      : []),
    ...examples.map(({ sequence, call, note }) => `  - no. ${sequence} ${code(call)}: ${literal(note)}`),
    '',
  ];
};

const headings = {
  error: 'Errors: these fail at Postman',
  warning: 'Warnings: not as you think',
  note: 'Notes',
} as const;

const toFindings = (findings: readonly Finding[]): string[] =>
  (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity);
    return found.length === 0 ? [] : [`### ${headings[severity]}`, '', ...found.flatMap(toFinding)];
  });

const shown = (value: unknown): string => (value === null ? 'nothing' : code(JSON.stringify(value) ?? 'nothing'));

const storedWords = {
  yes: '',
  'when created': ' Postman takes it only when it is created.',
  never: ' Postman never stores it.',
} as const;

/** The differences, a line each, as Markdown. */
const toDifferences = ({ missing, unexpected, attributes, membership }: GoalDifference): string[] => [
  ...missing.users.map(
    ({ userName, invited }) => `- missing: ${literal(userName)}${invited ? ', whose invite is not accepted yet' : ''}`,
  ),
  ...missing.groups.map((name) => `- missing: group ${literal(name)}`),
  ...unexpected.users.map((name) => `- unexpected: ${literal(name)}`),
  ...unexpected.groups.map((name) => `- unexpected: group ${literal(name)}`),
  ...attributes.map(
    ({ resource, name, attribute, expected, actual, stored }) =>
      `- ${resource === 'Group' ? 'group ' : ''}${literal(name)}: ${code(attribute)} should be ${shown(expected)}, is ${shown(actual)}.${storedWords[stored]}`,
  ),
  ...membership.flatMap(({ group, missing, unexpected }) => [
    ...missing.map((name) => `- group ${literal(group)} lacks ${literal(name)}`),
    ...unexpected.map((name) => `- group ${literal(group)} should not have ${literal(name)}`),
  ]),
];

const toGoal = (goal: GoalDifference | null): string[] => {
  if (goal === null) return [];
  const { calls, writes, withoutEffect } = goal.effort;
  return [
    '### The goal',
    '',
    `${goal.met ? 'The directory is as declared.' : 'The directory is not as declared.'} It took ${several(calls, 'call')}, ${several(writes, 'write')} among them, of which ${withoutEffect} changed nothing.`,
    '',
    ...(goal.met ? [] : [...toDifferences(goal), '']),
  ];
};

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
];

const amount = (count: number): string => (count === 0 ? '' : String(count));

const outcomeHead = ['operation', 'path', 'stored', 'ignored', 'coerced', 'rejected', 'read-only', 'quirk'];

const outcomeRow = ({ operation, path, outcomes, quirks }: OutcomeSum): string[] => [
  operation,
  code(path),
  // A parameter is used: there is nothing to store it in.
  amount(outcomes.stored) && (path.startsWith('?') ? `${outcomes.stored} used` : String(outcomes.stored)),
  amount(outcomes.ignored),
  amount(outcomes.coerced),
  amount(outcomes.rejected),
  amount(outcomes['read-only']),
  quirks.map(({ quirk, confidence }) => `${quirk} (${confidence})`).join(', '),
];

const toOutcomes = ({ outcomes, moreOutcomes }: Report): string[] => {
  const remarkable = outcomes.filter((sum) => !isPlain(sum));
  const stored = Map.groupBy(
    outcomes.filter((sum) => isPlain(sum) && sum.outcomes.stored > 0),
    ({ operation }) => operation,
  );
  if (remarkable.length + stored.size === 0) return [];
  return [
    '### What became of each attribute',
    '',
    ...(remarkable.length > 0 ? table(outcomeHead, remarkable.map(outcomeRow)) : []),
    ...[...stored].map(
      ([operation, sums]) => `- ${operation}, taken as sent: ${sums.map(({ path }) => code(path)).join(', ')}`,
    ),
    ...(moreOutcomes > 0 ? [`- and ${several(moreOutcomes, 'outcome')} of further paths`] : []),
    '',
  ];
};

const toInferred = ({ inferred }: Report): string[] =>
  inferred.length === 0
    ? []
    : [
        '### Inferred decisions that changed an outcome',
        '',
        'Nothing public says that Postman decides so. Accept them by name, or try the other reading.',
        '',
        ...inferred.map(
          ({ quirk, description, count, accepted }) =>
            `- ${code(quirk)}, ${times(count)}${accepted ? ', accepted' : ''}: ${literal(description)}`,
        ),
        '',
      ];

const toRetries = ({ retries }: Report): string[] => {
  const { idempotent, blind, duplicated, gaveUp } = retries;
  const total = idempotent + blind + duplicated + gaveUp;
  if (total === 0) return [];
  return ['### After failures of unknown outcome', '', `${several(total, 'write')}: ${retriesText(retries)}.`, ''];
};

/** The report for a pull request or a job summary: what matters first. */
export const toMarkdown = (report: Report): string => clean(render(report));

const render = (report: Report): string => {
  const { verdict, findings, requests, missed, operations, world } = report;
  const passed = verdict.outcome === 'passed';
  const counts = (['error', 'warning', 'note'] as const).map((severity) =>
    several(findings.filter((finding) => finding.severity === severity).length, severity),
  );
  return [
    `## ${passed ? '✅ Passed' : '❌ Failed'}: what Postman would make of this run`,
    '',
    `${several(requests, 'request')} in world ${code(world)}: ${counts.join(', ')}.`,
    ...(verdict.reasons.length > 0 ? ['', ...verdict.reasons.map((reason) => `- ${literal(reason)}`)] : []),
    ...(missed > 0 ? ['', coverageText(report)] : []),
    '',
    ...toFindings(findings),
    ...toGoal(report.goal),
    ...toRetries(report),
    ...toInferred(report),
    ...toOutcomes(report),
    ...(operations.length === 0
      ? []
      : [
          '### Calls by operation',
          '',
          ...table(
            ['operation', 'calls', 'succeeded', 'refused (4xx)', 'failed', 'changed nothing'],
            operations.map(({ operation, calls, succeeded, refused, failed, withoutEffect }) => [
              operation,
              calls,
              amount(succeeded),
              amount(refused),
              amount(failed),
              amount(withoutEffect),
            ]),
          ),
        ]),
  ]
    .join('\n')
    .replace(/(?<!\n)\n*$/, '\n');
};

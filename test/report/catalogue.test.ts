import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'tap';
import { quirkOf, quirks } from '../../src/quirks/catalogue.ts';
import { catalogue } from '../../src/report/catalogue.ts';
import type { FindingKind } from '../../src/report/finding.ts';

const headings = {
  error: 'Errors: these fail at Postman',
  warning: 'Warnings: these work, but not as one may think',
  note: 'Notes: good to know',
} as const;

const section = ({ id, title, explanation, remedy, quirks }: FindingKind): string[] => [
  `### ${title}`,
  '',
  `Id \`${id}\`. ${explanation}`,
  '',
  `**To do:** ${remedy}`,
  '',
  ...(quirks.length > 0
    ? [`Rests on ${quirks.map((quirk) => `\`${quirk}\` (${quirkOf(quirk).confidence})`).join(', ')}.`, '']
    : []),
];

const page = (): string =>
  [
    '# Findings',
    '',
    'What a report can say of a client. The ids are stable: `assertNoFindings(report, { except: […] })` takes them. Each',
    'finding has a test with a client that deserves it and one that does not; the reports that both got are under',
    '[test/report/snapshots](../test/report/snapshots).',
    '',
    ...(['error', 'warning', 'note'] as const).flatMap((severity) => [
      `## ${headings[severity]}`,
      '',
      ...catalogue.filter((kind) => kind.severity === severity).flatMap(section),
    ]),
    '## Inferred decisions that change no outcome',
    '',
    '`--fail-on-inferred` fails a run in which an inferred decision changed an outcome: whether a call succeeded, what was',
    'stored by it, whom a read found. These never do; every other inferred quirk counts where it had a hand in an answer.',
    '',
    ...Object.entries(quirks).flatMap(([id, quirk]) =>
      'withoutOutcome' in quirk ? [`- \`${id}\`: ${quirk.withoutOutcome}`] : [],
    ),
    '',
  ].join('\n');

test('docs/findings.md is the catalogue', async (t) => {
  const file = new URL('../../docs/findings.md', import.meta.url);
  if (process.env.TAP_SNAPSHOT === '1') writeFileSync(file, page());
  t.equal(page(), readFileSync(file, 'utf8'), 'TAP_SNAPSHOT=1 writes it anew');
});

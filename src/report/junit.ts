import type { Report } from '../../schemas/report.ts';
import { catalogue } from './catalogue.ts';
import { clean } from './clean.ts';
import { findingText, goalText } from './text.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Writes a text as XML, without the characters that XML 1.0 does not allow. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u{fffe}\u{ffff}]/gu, ' ')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

type Case = {
  readonly name: string;
  readonly failure?: { readonly message: string; readonly lines: readonly string[] };
};

const suite = (name: string, cases: readonly Case[]): string[] => [
  `  <testsuite name="${name}" tests="${cases.length}" failures="${cases.filter(({ failure }) => failure).length}">`,
  ...cases.flatMap(({ name: test, failure }) =>
    failure === undefined
      ? [`    <testcase classname="${name}" name="${xml(test)}"/>`]
      : [
          `    <testcase classname="${name}" name="${xml(test)}">`,
          `      <failure message="${xml(clean(failure.message))}">${xml(clean(failure.lines.join('\n')))}</failure>`,
          '    </testcase>',
        ],
  ),
  '  </testsuite>',
];

const failing = { never: [], error: ['error'], warning: ['error', 'warning'], note: ['error', 'warning', 'note'] };

/** The report as JUnit XML: a suite of the kinds of findings, of the goal, and of inferred decisions. */
export const toJunit = ({ findings, goal, inferred, verdict }: Report): string => {
  const severities: readonly string[] = failing[verdict.failOn];
  const kinds = catalogue.map(({ id }): Case => {
    const found = findings.find((finding) => finding.id === id && severities.includes(finding.severity));
    return { name: id, ...(found && { failure: { message: found.summary, lines: findingText(found) } }) };
  });
  const goals: Case[] =
    goal === null
      ? []
      : [{ name: 'goal', ...(!goal.met && { failure: { message: 'The goal is not met.', lines: goalText(goal) } }) }];
  const decisions = inferred.map(
    ({ quirk, description, accepted }): Case => ({
      name: quirk,
      ...(verdict.failOnInferred && !accepted && { failure: { message: description, lines: [description] } }),
    }),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="postman-scim-emulator">',
    ...suite('findings', kinds),
    ...suite('goal', goals),
    ...suite('inferred', decisions),
    '</testsuites>',
    '',
  ].join('\n');
};

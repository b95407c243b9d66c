import { quirkOf } from '../domain/quirks.ts';
import type { Difference } from './pattern.ts';
import {
  contradicted,
  countOf,
  type Disagreement,
  echoesIn,
  type OtherReading,
  type Result,
  readingsFound,
} from './results.ts';

/** What is told of a run, in whatever form. */
export type Account = {
  readonly url: string;
  readonly profile: string;
  readonly requests: number;
  readonly results: readonly Result[];
};

const marks = { agrees: '✓', differs: '✗', 'not tried': '–' } as const;

const differenceLine = ({ at, problem, expected, actual }: Difference): string => {
  if (problem === 'missing') return `${at} is missing`;
  if (problem === 'unexpected') return `${at} is unexpected: ${actual}`;
  return `${at || 'body'}${problem === 'order' ? ', keys in order' : ''}: expected ${expected}, got ${actual}`;
};

export const readingLine = (readings: readonly OtherReading[]): string | undefined =>
  readings.length === 0
    ? undefined
    : `the answer agrees with ${readings.map(({ quirk, value }) => `${quirk}=${value}`).join(' or with ')}`;

/** What a difference means for what was thought: which evidence it speaks against. */
const meaning = ({ quirk, agreesWith, sameAs }: Result): string => {
  if (sameAs.length > 0) return `by nothing that ${sameAs.join(' and ')} does not name already`;
  const { confidence, evidence } = quirkOf(quirk);
  const contradicts = {
    inferred: `contradicts what was inferred: ${evidence}`,
    observed: `contradicts what was observed: ${evidence}`,
    documented: `contradicts what is documented: ${evidence}`,
  }[confidence];
  return [readingLine(agreesWith), contradicts].filter(Boolean).join('; ');
};

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

const disagreementText = ({ request, expected, actual, differences }: Disagreement): string =>
  [
    `    ${request}`,
    ...differences.map((difference) => `      ${differenceLine(difference)}`),
    `      expected: ${indent(expected, '                ')}`,
    `      answered: ${indent(actual, '                ')}`,
  ].join('\n');

export const resultText = (result: Result): string => {
  const { quirk, outcome, reason, notes, disagreements } = result;
  const { says, confidence } = quirkOf(quirk);
  if (outcome === 'not tried') return `${marks[outcome]} ${quirk}: not tried, ${reason}`;
  const parts = [reason, ...notes].filter((part) => part !== undefined).map((part) => `    ${part}`);
  if (outcome === 'agrees') return [`${marks[outcome]} ${quirk}`, ...parts].join('\n');
  return [
    `${marks[outcome]} ${quirk} (${confidence}): ${says}`,
    `    ${meaning(result)}`,
    ...(result.sameAs.length === 0 ? disagreements.map(disagreementText) : []),
    ...parts,
  ].join('\n');
};

export const summary = ({ results, requests, profile }: Account): string => {
  const echoes = echoesIn(results);
  const found = readingsFound(results);
  const inferred = contradicted(results);
  return [
    `${countOf(results, 'agrees')} agree, ${countOf(results, 'differs')} differ, ${countOf(results, 'not tried')} not tried;`,
    `held against ${profile}, ${requests} requests.`,
    ...(echoes > 0 ? [`${echoes} of these differ by nothing that others do not name.`] : []),
    ...(found.length > 0
      ? [`It reads, other than expected: ${found.map(({ quirk, value }) => `${quirk}=${value}`).join(', ')}.`]
      : []),
    ...(inferred.length > 0 ? [`Contradicted, of what was only inferred: ${inferred.join(', ')}.`] : []),
  ].join(' ');
};

export const toJson = (account: Account): string => {
  const { results, ...rest } = account;
  const counts = {
    agrees: countOf(results, 'agrees'),
    differs: countOf(results, 'differs'),
    notTried: countOf(results, 'not tried'),
  };
  return `${JSON.stringify(
    {
      ...rest,
      counts,
      contradicted: contradicted(results),
      results: results.map((result) => {
        const { area, confidence, says, evidence } = quirkOf(result.quirk);
        return { ...result, area, confidence, says, evidence };
      }),
    },
    null,
    2,
  )}\n`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const toMarkdown = (account: Account): string => {
  const { results } = account;
  const differing = results.filter(({ outcome }) => outcome === 'differs');
  const row = (result: Result): string => {
    const { says, confidence } = quirkOf(result.quirk);
    const remark =
      result.outcome === 'differs' ? meaning(result) : [result.reason, ...result.notes].filter(Boolean).join('; ');
    return `| ${result.quirk} | ${confidence} | ${marks[result.outcome]} ${result.outcome} | ${cell(says)} | ${cell(remark)} |`;
  };
  const details = differing
    .filter(({ sameAs }) => sameAs.length === 0)
    .flatMap((result) => [
      `## ${result.quirk}`,
      '',
      quirkOf(result.quirk).says,
      '',
      ...result.disagreements.flatMap(({ request, expected, actual, differences }) => [
        ...differences.map((difference) => `- ${differenceLine(difference).replaceAll('\n', ' ')}`),
        '',
        '```',
        request,
        '',
        `expected: ${expected}`,
        '',
        `answered: ${actual}`,
        '```',
        '',
      ]),
    ]);
  return [
    `# Conformance of ${account.url}`,
    '',
    summary(account),
    '',
    '| behaviour | evidence | outcome | what Postman does | remark |',
    '|---|---|---|---|---|',
    ...results.map(row),
    '',
    ...details,
  ].join('\n');
};

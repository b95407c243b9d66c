import { quirkOf } from '../quirks/catalogue.ts';
import { cut, type Difference } from './pattern.ts';
import { contradicted, countOf, type Disagreement, type OtherReading, type Result, readingsFound } from './results.ts';

/** What is told of a run, in whatever form. */
export type Account = {
  readonly url: string;
  readonly profile: string;
  readonly requests: number;
  /** Whether the budget of requests ended before everything could be tried. */
  readonly budgetEnded: boolean;
  readonly results: readonly Result[];
};

const marks = { agrees: '✓', 'agrees otherwise': '~', differs: '✗', 'not tried': '–' } as const;

const differenceLine = ({ at, problem, expected, actual }: Difference): string => {
  if (problem === 'missing') return `${at} is missing`;
  if (problem === 'unexpected') return `${at} is unexpected: ${actual}`;
  return `${at || 'body'}${problem === 'order' ? ', keys in order' : ''}: expected ${expected}, got ${actual}`;
};

export const readingLine = (readings: readonly OtherReading[]): string | undefined =>
  readings.length === 0
    ? undefined
    : `the answer agrees with ${readings.map(({ quirk, value }) => `${quirk}=${value}`).join(' or with ')}`;

/** The checks that name what else was different in the answers. */
const butForLine = ({ outcome, butFor }: Result): string | undefined => {
  if (butFor.length === 0) return undefined;
  return outcome === 'differs' ? `beside what ${butFor.join(', ')} says` : `agrees but for ${butFor.join(', ')}`;
};

/** What a difference means for what was thought: which evidence it speaks against. */
const meaning = ({ quirk, agreesWith }: Result): string => {
  const { confidence, evidence } = quirkOf(quirk);
  const contradicts = {
    inferred: `contradicts what was inferred: ${evidence}`,
    observed: `contradicts what was observed: ${evidence}`,
    documented: `contradicts what is documented: ${evidence}`,
  }[confidence];
  return [readingLine(agreesWith), contradicts].filter(Boolean).join('; ');
};

const longestShort = 120;

/** One line for every check that differs, those first that name what others differ by too. */
const inShort = (results: readonly Result[]): string[] => {
  const general = new Set(results.flatMap(({ butFor }) => butFor));
  const differing = results.filter(({ outcome }) => outcome === 'differs');
  return [
    ...differing.filter(({ quirk }) => general.has(quirk)),
    ...differing.filter(({ quirk }) => !general.has(quirk)),
  ].map(({ quirk, disagreements }) => {
    const [difference] = disagreements.flatMap(({ differences }) => differences);
    const came = difference === undefined ? '' : differenceLine(difference).replaceAll('\n', ' ');
    return `- ${quirk}: ${quirkOf(quirk).description} But ${cut(came, longestShort)}`;
  });
};

const inShortTitle = 'What is wrong, in short';

/** All results in text, with what is wrong at the top. */
export const toText = (account: Account): string => {
  const short = inShort(account.results);
  return [
    ...(short.length === 0 ? [] : [`${inShortTitle}:`, ...short, '']),
    ...account.results.map(resultText),
    summary(account),
    '',
  ].join('\n');
};

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

const mostLines = 20;

const differenceLines = (differences: readonly Difference[]): string[] => [
  ...differences.slice(0, mostLines).map(differenceLine),
  ...(differences.length > mostLines ? [`… and ${differences.length - mostLines} more`] : []),
];

const disagreementText = ({ request, expected, actual, differences }: Disagreement): string =>
  [
    `    ${request}`,
    ...differenceLines(differences).map((line) => `      ${line}`),
    `      expected: ${indent(expected, '                ')}`,
    `      answered: ${indent(actual, '                ')}`,
  ].join('\n');

export const resultText = (result: Result): string => {
  const { quirk, outcome, reason, notes, disagreements } = result;
  const { description, confidence } = quirkOf(quirk);
  if (outcome === 'not tried') return `${marks[outcome]} ${quirk}: not tried, ${reason}`;
  const parts = [reason, ...notes].filter((part) => part !== undefined).map((part) => `    ${part}`);
  const butFor = butForLine(result);
  if (outcome !== 'differs') {
    return [`${marks[outcome]} ${quirk}${butFor === undefined ? '' : `: ${butFor}`}`, ...parts].join('\n');
  }
  return [
    `${marks[outcome]} ${quirk} (${confidence}): ${description}`,
    `    ${meaning(result)}`,
    ...(butFor === undefined ? [] : [`    ${butFor}`]),
    ...disagreements.map(disagreementText),
    ...parts,
  ].join('\n');
};

export const summary = ({ results, requests, budgetEnded, profile }: Account): string => {
  const otherwise = countOf(results, 'agrees otherwise');
  const untried = countOf(results, 'not tried');
  const found = readingsFound(results);
  const inferred = contradicted(results);
  return [
    `${countOf(results, 'agrees')} agree, ${otherwise > 0 ? `${otherwise} agree but for what others say, ` : ''}${countOf(results, 'differs')} differ, ${untried} not tried;`,
    `compared with ${profile}, ${requests} requests.`,
    ...(budgetEnded ? [`Only ${results.length - untried} of ${results.length} tried: the budget ended.`] : []),
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
    agreesOtherwise: countOf(results, 'agrees otherwise'),
    differs: countOf(results, 'differs'),
    notTried: countOf(results, 'not tried'),
  };
  return `${JSON.stringify(
    {
      ...rest,
      counts,
      contradicted: contradicted(results),
      results: results.map((result) => {
        const { area, confidence, description, evidence } = quirkOf(result.quirk);
        return { ...result, area, confidence, description, evidence };
      }),
    },
    null,
    2,
  )}\n`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const toMarkdown = (account: Account): string => {
  const { results } = account;
  const short = inShort(results);
  const differing = results.filter(({ outcome }) => outcome === 'differs');
  const row = (result: Result): string => {
    const { description, confidence } = quirkOf(result.quirk);
    const remark =
      result.outcome === 'differs'
        ? [meaning(result), butForLine(result)].filter(Boolean).join('; ')
        : [butForLine(result), result.reason, ...result.notes].filter(Boolean).join('; ');
    return `| ${result.quirk} | ${confidence} | ${marks[result.outcome]} ${result.outcome} | ${cell(description)} | ${cell(remark)} |`;
  };
  const details = differing.flatMap((result) => [
    `## ${result.quirk}`,
    '',
    quirkOf(result.quirk).description,
    '',
    ...result.disagreements.flatMap(({ request, expected, actual, differences }) => [
      ...differenceLines(differences).map((line) => `- ${line.replaceAll('\n', ' ')}`),
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
    ...(short.length === 0 ? [] : [`## ${inShortTitle}`, '', ...short, '']),
    '| behaviour | evidence | outcome | what Postman does | remark |',
    '|---|---|---|---|---|',
    ...results.map(row),
    '',
    ...details,
  ].join('\n');
};

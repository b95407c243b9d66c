import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { test } from 'tap';
import { secretComparison, secretMember, secretPair } from '../src/masking/names.ts';
import { secrets } from '../src/masking/secret-forms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The page reads its own server alone, and the tools of `verify` end with the server that they ask. */
const exempt = /^src\/(dashboard|conformance|record)\//;

const literalsIn = (value: unknown): RegExp[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { regex } = value as { regex?: { pattern: string; flags: string } };
  if (regex) return [new RegExp(regex.pattern, regex.flags)];
  return Object.values(value).flatMap(literalsIn);
};

/** Texts that make an expression start often and end late: pieces of its own source, and what most classes take. */
const piecesFor = ({ source }: RegExp): string[] => [
  ...new Set([
    ...'a 0"\'\\/.:@[]{}=-%#!\n'.split(''),
    'aA0',
    ' a',
    'a.',
    '\\"',
    ...(source.match(/[A-Za-z0-9@:/.="-]{1,12}/g) ?? []),
  ]),
];

/** Endings that let a match fail at its last step. */
const endings = ['', '\u0001', '"', '@'];

const time = (expression: RegExp, piece: string, length: number, end: string): number => {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + end;
  const began = performance.now();
  text.replace(
    new RegExp(expression.source, expression.flags.includes('g') ? expression.flags : `${expression.flags}g`),
    '',
  );
  return performance.now() - began;
};

/** The least of three, because other processes share the machine. */
const leastTime = (...of: Parameters<typeof time>): number => Math.min(time(...of), time(...of), time(...of));

test('every regular expression of the server takes time that grows with the text, not with its square', async (t) => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .filter((file) => file.endsWith('.ts') && !exempt.test(file));
  const found = files.flatMap((file) =>
    literalsIn(parseSync(file, readFileSync(join(root, file), 'utf8')).program).map((expression) => ({
      file,
      expression,
    })),
  );
  for (const expression of [secrets, secretPair, secretComparison, secretMember])
    found.push({ file: 'src/masking', expression });
  t.ok(found.length >= 60, `${found.length} expressions`);
  let tried = 0;
  const slow: string[] = [];
  for (const { file, expression } of found) {
    for (const piece of piecesFor(expression)) {
      for (const end of endings) {
        tried += 1;
        const small = time(expression, piece, 4096, end);
        if (small < 0.5) continue;
        const middle = leastTime(expression, piece, 8192, end);
        const large = leastTime(expression, piece, 32_768, end);
        if (large > 6 * middle && large > 40)
          slow.push(`${file} ${expression} on ${JSON.stringify(piece)}: ${middle} ms, ${large} ms`);
      }
    }
  }
  t.ok(tried > 3000, `${tried} texts`);
  t.same(slow, []);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'tap';

const root = join(import.meta.dirname, '..');

/** Words that break the rule for text in CONTRIBUTING.md, each with the plain form. */
const patterns: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/so-manieth/i, 'every Nth'],
  [/\bis no (?:JSON|HTTP|route|operation|path|member|user|email|address|setting)\b/, 'is not'],
  [/\b(?:was|were|is|are) told otherwise\b/, 'by default'],
  [/\bgoes on [a-z]+ing\b/, 'still'],
  [/\bheld against\b/, 'compared with'],
  [/\bThere is (?:an? )?[`$\w{}]+ already\b/, 'X already exists'],
  [/[‘’“”]/, 'ASCII quotes'],
];

/** Decisions are history, and a third party wrote the licences. */
const skipped = /^(?:docs\/adr|docs\/licences|src\/quirks\/(?:texts|discovery-documents)|src\/scim\/write)/;

const textsIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => /\.(?:ts|md)$/.test(path) && !path.includes('node_modules') && !skipped.test(path));

test('the text uses plain words', async (t) => {
  const paths = ['README.md', 'SECURITY.md', ...['src', 'schemas', 'docs'].flatMap(textsIn)];
  t.ok(paths.length > 300, 'the test finds the text');
  const found = paths.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        patterns
          .filter(([pattern]) => pattern.test(line))
          .map(([pattern, instead]) => `${path}:${index + 1}: ${pattern.exec(line)?.[0]}: use "${instead}"`),
      ),
  );
  t.strictSame(found, []);
});

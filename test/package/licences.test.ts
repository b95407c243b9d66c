import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import t from 'tap';
import { licencesIn, licencesPage, permissive } from './licences.ts';

const root = resolve(import.meta.dirname, '../..');
const licences = licencesIn(resolve(root, 'package-lock.json'));

t.test('every production dependency is under a permissive licence', (t) => {
  t.same(
    licences.filter(({ licence }) => !permissive.has(licence)),
    [],
  );
  t.end();
});

t.test('docs/licences.md lists them; npm run licences writes it', (t) => {
  t.equal(readFileSync(resolve(root, 'docs/licences.md'), 'utf8'), licencesPage(licences));
  t.end();
});

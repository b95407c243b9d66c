import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'tap';
import { quirks } from '../../src/quirks/catalogue.ts';
import { profiles } from '../../src/quirks/profiles.ts';
import { fidelity, file } from '../../tools/fidelity.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ids = Object.keys(quirks);

const textsIn = (directory: string): string =>
  readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^quirks(\.ts$|[\\/])/.test(name))
    .map((name) => readFileSync(join(root, directory, name), 'utf8'))
    .join('\n');

test('docs/fidelity.md is in step with the code (npm run docs writes it)', async (t) => {
  t.equal(readFileSync(file, 'utf8'), fidelity());
});

test('every quirk is proved by a test that carries its id', async (t) => {
  const names = [...textsIn('test').matchAll(/^\s*(?:await )?t(?:est|\.test)\((['"`])(.*)\1/gm)]
    .map(([, , name]) => name)
    .join('\n');
  for (const id of ids) t.ok(names.includes(`[${id}]`), id);
});

test('every quirk description what Postman does and what that rests on', async (t) => {
  for (const [id, { description, evidence, area }] of Object.entries(quirks)) {
    t.match(description, /\.$/, id);
    t.match(evidence, /[."]$/, id);
    t.ok(area, id);
  }
});

test("every value of a switch is some profile's, or an alternative that a test switches to", async (t) => {
  const tests = textsIn('test');
  for (const [id, quirk] of Object.entries(quirks)) {
    if (!('values' in quirk)) continue;
    for (const value of Object.keys(quirk.values)) {
      const inProfile = Object.values(profiles).some((profile) => (profile as Record<string, string>)[id] === value);
      const switched = [`'${id}': '${value}'`, `${id}: '${value}'`];
      t.ok(inProfile || switched.some((text) => tests.includes(text)), `${id}=${value}`);
    }
  }
});

import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'tap';
import type { Recording } from '../../src/conformance/recording.ts';
import { key, startTarget } from '../conformance/target.ts';
import { replay } from './replay.ts';
import { seedOf } from './seed.ts';

const folder = new URL('.', import.meta.url);
const contributed = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('the README says whether anything is recorded', async (t) => {
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  t.equal(readme.includes('There are none yet'), contributed.length === 0);
});

for (const name of contributed) {
  test(`the emulator answers as the real service does in ${name}`, { timeout: 120_000 }, async (t) => {
    const recording = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recording;
    const target = await startTarget({ seed: seedOf(recording, key) });
    t.teardown(target.close);
    t.same(await replay(recording, `${target.url}/scim/v2`, key), []);
  });
}

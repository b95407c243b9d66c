import t, { test } from 'tap';
import { resultText } from '../../src/conformance/written.ts';
import { startEmulator } from '../../src/index.ts';
import { type QuirkId, quirks } from '../../src/quirks/catalogue.ts';
import { toProfile } from '../../src/quirks/profiles.ts';
import { furtherMutants, mutants } from './mutants.ts';
import { transportThrough } from './mutation.ts';
import { emailDomain, hold } from './target.ts';

t.setTimeout(180_000);

/** One emulator serves all mutants: each has a world of its own. */
const emulator = await startEmulator({ journal: '1MB' });
t.teardown(() => emulator.close());

const ids = Object.keys(quirks) as QuirkId[];
const all = [...ids.map((quirk) => [quirk, mutants[quirk]] as const), ...furtherMutants];

for (const [index, [quirk, mutant]] of all.entries()) {
  test(`the check of ${quirk} finds a wrong ${quirk} (${index})`, async (t) => {
    const { profile = 'classic', quirks: switched = {}, ...mutation } = mutant;
    const key = `mutant-${index}`;
    const world = await emulator.worlds.create({
      document: {
        version: 1,
        teams: [{ profile, quirks: switched, verifiedDomains: [emailDomain], keys: [{ key }], rateLimit: 'off' }],
      },
    });
    t.teardown(() => world.delete());
    const { results } = await hold(emulator.url, {
      key,
      profileName: profile,
      only: [quirk],
      transport: transportThrough(mutation),
    });
    t.same(
      results.map(({ quirk, outcome }) => [quirk, outcome]),
      [[quirk, 'differs']],
      results.map(resultText).join(),
    );
    for (const [id, value] of Object.entries(switched)) {
      t.not(value, toProfile(profile)[id as keyof typeof switched]);
      t.same(results[0]?.agreesWith, [{ quirk: id, value }], 'the reading that explains it is named');
    }
  });
}

import t, { test } from 'tap';
import { resultText } from '../../src/conformance/written.ts';
import { type QuirkId, quirks } from '../../src/quirks/catalogue.ts';
import { toProfile } from '../../src/quirks/profiles.ts';
import { furtherMutants, mutants } from './mutants.ts';
import { startProxy } from './proxy.ts';
import { hold, startTarget } from './target.ts';

t.setTimeout(180_000);

const ids = Object.keys(quirks) as QuirkId[];

test('every quirk has a mutant', async (t) => {
  t.same(Object.keys(mutants).sort(), [...ids].sort());
});

const all = [...ids.map((quirk) => [quirk, mutants[quirk]] as const), ...furtherMutants];

for (const [quirk, mutant] of all) {
  test(`a wrong ${quirk} is caught by the check that names it`, async (t) => {
    const { profile = 'classic', quirks: switched, ...mutation } = mutant;
    const target = await startTarget({ profile, ...(switched && { quirks: switched }) });
    const proxy = await startProxy(target.url, mutation);
    t.teardown(async () => {
      await proxy.close();
      await target.close();
    });
    const { results } = await hold(proxy.url, { profileName: profile, only: [quirk] });
    t.same(
      results.map(({ quirk, outcome }) => [quirk, outcome]),
      [[quirk, 'differs']],
      results.map(resultText).join(),
    );
    for (const [id, value] of Object.entries(switched ?? {})) {
      t.not(value, toProfile(profile)[id as keyof typeof switched]);
      t.same(results[0]?.agreesWith, [{ quirk: id, value }], 'and the reading that explains it is named');
    }
  });
}

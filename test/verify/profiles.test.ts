import t, { test } from 'tap';
import { type Profile, profileNames, profiles, type SwitchId, switchIds, toProfile } from '../../src/domain/profile.ts';
import { quirkOf, quirks } from '../../src/domain/quirks.ts';
import { checks } from '../../src/verify/checks/index.ts';
import { accountsOf } from '../../src/verify/cost.ts';
import { resultText } from '../../src/verify/written.ts';
import { hold, startTarget } from './target.ts';

t.setTimeout(180_000);

/** What there is to check only under a reading that the profile does not have. */
const inapplicable = (profile: Profile): string[] =>
  checks
    .filter(({ where = {} }) => (Object.keys(where) as SwitchId[]).some((id) => where[id] !== profile[id]))
    .map(({ quirk }) => quirk);

test('there is one check for every quirk, and each is in the file of its name', async (t) => {
  t.same(
    checks.map(({ quirk }) => quirk),
    Object.keys(quirks),
  );
  for (const check of checks) {
    const file = await import(`../../src/verify/checks/${check.quirk}.ts`);
    t.equal(file.default, check, check.quirk);
  }
});

for (const name of profileNames) {
  test(`the emulator agrees with ${name} in all that can be seen`, async (t) => {
    const target = await startTarget({ profile: name });
    t.teardown(target.close);
    const { results, made } = await hold(target.url, { profileName: name });
    const untried = inapplicable(profiles[name]);
    for (const result of results) {
      t.equal(result.outcome, untried.includes(result.quirk) ? 'not tried' : 'agrees', resultText(result));
      t.same(result.notes, [], `${result.quirk} is tried to its end`);
    }
    t.equal(made.groups.size, 0, 'no group is left');
    t.same(
      [...made.people.values()].filter(({ active }) => active),
      [],
      'nobody is left active',
    );
    const accounts = accountsOf(checks, ({ needs = [] }) => !needs.includes('control'));
    t.ok(made.people.size <= accounts, `${made.people.size} accounts, ${accounts} announced`);
  });
}

test('every single switch is agreed with when it is what is expected', async (t) => {
  for (const id of switchIds) {
    for (const value of Object.keys(quirkOf(id).values ?? {}).filter((other) => other !== profiles.classic[id])) {
      const switched = { [id]: value } as Partial<Profile>;
      const target = await startTarget({ quirks: switched });
      const { results } = await hold(target.url, { profile: toProfile('classic', switched) });
      const differing = results.filter(({ outcome }) => outcome === 'differs');
      t.same(differing.map(resultText), [], `${id}=${value}`);
      await target.close();
    }
  }
});

test('without leave to write nothing but GET is sent', async (t) => {
  const target = await startTarget();
  t.teardown(target.close);
  const methods = new Set<string>();
  const { results } = await hold(target.url, {
    readOnly: true,
    onExchange: ({ request }) => methods.add(request.method),
  });
  t.same([...methods], ['GET']);
  t.ok(results.filter(({ outcome }) => outcome === 'agrees').length > 20);
  t.same(
    results.filter(({ outcome }) => outcome === 'differs'),
    [],
  );
});

import t, { test } from 'tap';
import { checks } from '../../src/conformance/checks.ts';
import { accountsOf } from '../../src/conformance/cost.ts';
import { resultText } from '../../src/conformance/written.ts';
import { quirkOf } from '../../src/quirks/catalogue.ts';
import { type Profile, profileNames, profiles, type SwitchId, switchIds } from '../../src/quirks/profiles.ts';
import { type Against, hold, startTarget } from './target.ts';

t.setTimeout(180_000);

/** What there is to check only under a reading that the profile does not have. */
const inapplicable = (profile: Profile): string[] =>
  checks
    .filter(({ where = {} }) => (Object.keys(where) as SwitchId[]).some((id) => where[id] !== profile[id]))
    .map(({ quirk }) => quirk);

for (const name of profileNames) {
  test(`the emulator agrees with ${name} in all that can be seen`, async (t) => {
    const target = await startTarget({ profile: name });
    t.teardown(target.close);
    const { results, made } = await hold(target.url, { profileName: name });
    const untried = inapplicable(profiles[name]);
    const hasGroups = profiles[name]['groups-endpoint'] === 'routed';
    for (const result of results) {
      if (!hasGroups && result.reason?.includes('no group could be made')) continue;
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

/** The readings of a switch, the one of `classic` first. Without groups little could be tried: the profile 2022 is. */
const readingsOf = (id: SwitchId): string[] => {
  const ours = profiles.classic[id];
  return [ours, ...Object.keys(quirkOf(id).values ?? {}).filter((value) => value !== ours)];
};

const mostReadings = Math.max(...switchIds.map((id) => readingsOf(id).length));

for (let nth = 1; nth < mostReadings; nth += 1) {
  test(`the emulator agrees with reading ${nth + 1} of every switch when the kit expects it`, async (t) => {
    const switched = Object.fromEntries(
      switchIds.map((id) => [
        id,
        id === 'groups-endpoint' ? 'routed' : (readingsOf(id).at(nth) ?? readingsOf(id).at(-1)),
      ]),
    );
    const profile = switched as unknown as Profile;
    const target = await startTarget({ quirks: profile });
    t.teardown(target.close);
    const { results } = await hold(target.url, { profile });
    const untried = inapplicable(profile);
    t.same(
      results
        .filter(({ quirk, outcome }) => outcome !== (untried.includes(quirk) ? 'not tried' : 'agrees'))
        .map(resultText),
      [],
    );
  });
}

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

test('an interruption ends the run after the check it is at, and cleans up', async (t) => {
  const target = await startTarget();
  t.teardown(target.close);
  const controller = new AbortController();
  let posts = 0;
  const onExchange: Against['onExchange'] = ({ request }) => {
    if (request.method === 'POST' && request.path === '/Groups') posts += 1;
    if (posts === 3) controller.abort();
  };
  const { results, made } = await hold(target.url, { signal: controller.signal, onExchange });
  t.match(results.at(-1), { quirk: 'rate-limit-body', outcome: 'not tried', reason: 'interrupted' });
  t.ok(results.some(({ outcome }) => outcome === 'agrees'));
  t.ok(made.people.size > 0);
  t.same(
    [...made.people.values()].filter(({ active }) => active),
    [],
  );
  t.equal(made.groups.size, 0);
});

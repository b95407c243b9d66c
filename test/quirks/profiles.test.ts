import { test } from 'tap';
import { quirks } from '../../src/quirks/catalogue.ts';
import { profiles, switchProblem, toProfile } from '../../src/quirks/profiles.ts';

test('every profile reads every quirk that has several readings', async (t) => {
  const switches = Object.entries(quirks).filter(([, quirk]) => 'values' in quirk);
  for (const [name, profile] of Object.entries(profiles)) {
    t.same(Object.keys(profile).sort(), switches.map(([id]) => id).sort(), name);
    for (const [id, value] of Object.entries(profile)) t.equal(switchProblem(id, value), undefined, `${id}=${value}`);
  }
});

test('a quirk is switched on top of a profile', async (t) => {
  const profile = toProfile('2026-08', { 'other-team': 'invite' });
  t.equal(profile['other-team'], 'invite');
  t.equal(profile['put-active'], 'apply');
});

test('an unknown quirk or value is named with the known ones', async (t) => {
  t.match(switchProblem('nonesuch', 'x'), /items-per-page/);
  t.match(switchProblem('items-per-page', 'x'), /returned or count/);
  t.match(switchProblem('toString', 'x'), /expected one of .*, got "toString"/);
});

import { test } from 'tap';
import { key, startApp } from '../helpers.ts';

const world = {
  accounts: [{ email: 'invited@example.com', givenName: 'I', familyName: 'N' }],
  teams: [
    {
      keys: [{ key }],
      verifiedDomains: ['example.org'],
      profile: '2026-08' as const,
      quirks: { 'filter-active': 'refuse' },
    },
    { keys: [{ key: 'second' }], deleted: true },
  ],
};

test('a server started again on its directory answers as before', async (t) => {
  const data = t.testdir();
  const first = startApp(t, { data, world });
  t.equal(first.defaultWorld, 'created');
  const a = await first.hire('a@example.com', { externalId: 'e' });
  await first.hire('b@example.com');
  await first.hire('invited@example.com');
  await first.patch(`/Users/${a.id}`, [{ op: 'replace', value: { active: false } }]);
  await first.post('/Groups', { displayName: 'A', members: [{ value: 'c@example.com', display: 'C C' }] });
  const paths = ['/Users', '/Groups', `/Users/${a.id}`, '/Users?filter=active%20eq%20true', '/Users?startIndex=0'];
  const before = await Promise.all(paths.map(async (path) => (await first.get(path)).text));
  const state = first.state();
  await first.close();

  const again = startApp(t, { data, world: { teams: [{}] } });
  t.equal(again.defaultWorld, 'found');
  t.same(await Promise.all(paths.map(async (path) => (await again.get(path)).text)), before);
  t.same(again.state(), state);
  t.equal((await again.get('/Users', { key: 'second' })).status, 400);
  await again.close();
});

test('[user-id] ids go on after a restart, as if there had been none', async (t) => {
  const ids = async (restart: boolean) => {
    const data = t.testdir();
    let app = startApp(t, { data });
    const first = (await app.hire('a@example.com')).id;
    if (restart) {
      await app.close();
      app = startApp(t, { data });
    }
    const second = (await app.hire('b@example.com')).id;
    await app.close();
    return [first, second];
  };
  t.same(await ids(true), await ids(false));
});

test('what is said at the start again counts for the first team, the rest stays', async (t) => {
  const data = t.testdir();
  const first = startApp(t, { data, verifiedDomains: ['example.com'], quirks: { 'items-per-page': 'returned' } });
  await first.hire('a@example.com');
  await first.close();
  const again = startApp(t, { data, profile: '2025', key: 'another-key' });
  t.equal((await again.filter('/Users', 'active eq true')).body.itemsPerPage, 1);
  t.equal((await again.get('/Users', { key: 'another-key' })).body.totalResults, 1);
  t.same(again.directory().team.verifiedDomains, ['example.com']);
  await again.close();
});

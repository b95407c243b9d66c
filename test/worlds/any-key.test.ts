import { test } from 'tap';
import { startServer } from '../control/server.ts';
import { key } from '../helpers.ts';

test('an unknown key opens a world of its own', async (t) => {
  const { control, scim } = await startServer(t, { anyKey: true, verifiedDomains: ['example.com'] });
  const keys = Array.from({ length: 50 }, (_, index) => `invented-${index}`);
  await Promise.all(keys.map((each) => scim(each).hire('same@example.com')));
  for (const each of keys) t.equal((await scim(each).get('/Users')).body.totalResults, 1, each);
  t.equal((await scim().get('/Users')).body.totalResults, 0);
  const worlds: { id: string; team: { key: string; verifiedDomains: string[] } }[] = (await control('GET', '/worlds'))
    .body;
  t.equal(worlds.length, 51);
  const world = worlds.find(({ team }) => team.key === 'invented-7');
  t.match(world?.id, /^key-[0-9a-f]{16}$/);
  t.strictSame(world?.team.verifiedDomains, ['example.com'], 'like the default team');
  t.equal((await control('GET', `/worlds/${world?.id}/journal/count`)).body.count, 2);
});

test('many first calls at once with one key open one world', async (t) => {
  const { control, scim } = await startServer(t, { anyKey: true });
  const statuses = await Promise.all(
    Array.from({ length: 20 }, (_, index) => scim('new').hire(`user-${index}@example.com`)),
  );
  t.ok(statuses.every(({ status }) => status === 201));
  t.equal((await scim('new').get('/Users')).body.totalResults, 20);
  t.equal((await control('GET', '/worlds')).body.length, 2);
});

test('missing, revoked and impossible keys are still 401', async (t) => {
  const { control, scim } = await startServer(t, { anyKey: true });
  t.equal((await scim(null).get('/Users')).status, 401);
  t.equal((await scim('').get('/Users')).status, 401);
  t.equal((await scim('with a space').get('/Users')).status, 401);
  t.equal((await scim('x'.repeat(257)).get('/Users')).status, 401);
  t.equal((await scim(`PMAK-${'0'.repeat(24)}-${'0'.repeat(34)}`).get('/Users')).status, 401);
  await control('POST', '/worlds/default/teams/team-1/keys/key-1/revoke');
  t.equal((await scim(key).get('/Users')).status, 401);
  t.equal((await scim('fresh').get('/Users')).status, 200);
  const [, { id }] = (await control('GET', '/worlds')).body;
  await control('POST', `/worlds/${id}/teams/team-1/keys/key-1/revoke`);
  t.equal((await scim('fresh').get('/Users')).status, 401);
  await control('DELETE', `/worlds/${id}`);
  t.equal((await scim('fresh').get('/Users')).body.totalResults, 0, 'a world that was deleted opens anew');
  t.equal((await scim('unrouted').send('GET', '/Schemas')).status, 404);
  t.equal((await control('GET', '/worlds')).body.length, 2, 'what is not routed opens nothing');
});

test('without the flag it opens nothing', async (t) => {
  const { control, scim } = await startServer(t);
  t.equal((await scim('invented').get('/Users')).status, 401);
  t.equal((await control('GET', '/worlds')).body.length, 1);
});

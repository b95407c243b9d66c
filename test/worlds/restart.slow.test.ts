import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import { startServer, team, world } from '../control/server.ts';

test('worlds, clocks, keys, snapshots and counters outlive the process; faults and journal do not', async (t) => {
  const data = t.testdir();
  const first = await startServer(t, { data, seed: undefined });
  await first.control('POST', '/worlds', { id: 'kept', timeToLiveSeconds: 3600, verifiedDomains: ['example.com'] });
  await first.control('POST', '/worlds', { id: 'brief', timeToLiveSeconds: 1 });
  await first.control('PUT', '/worlds/kept/clock', { now: '2030-01-01T00:00:00.500Z', frozen: true });
  const { key } = (await first.control('POST', '/worlds/kept/teams/team-1/keys', { name: 'Okta' })).body;
  await first.scim(key).hire('a@example.com');
  await first.control('PUT', '/worlds/kept/snapshots/one');
  await first.control('POST', '/worlds/kept/teams/team-1/invites', { email: 'b@example.com' });
  await first.control('POST', '/worlds/kept/faults', { operations: ['POST /Users'], effect: { kind: 'reset' } });
  const document = (await first.control('GET', '/worlds/kept/document')).text;
  await first.close();
  await sleep(1100);

  const second = await startServer(t, { data, seed: undefined });
  t.equal((await second.control('GET', '/worlds/kept/document')).text, document);
  t.equal((await second.control('GET', '/worlds/brief')).status, 404, 'one whose time was up is gone');
  t.match((await second.control('GET', '/worlds/kept')).body, { requests: 0, clock: { mode: 'frozen' } });
  t.ok((await second.control('GET', '/worlds/kept')).body.expires);
  t.strictSame((await second.control('GET', '/worlds/kept/faults')).body, []);
  t.equal((await second.control('GET', '/worlds/kept/snapshots')).body.length, 1);
  const { id } = (await second.scim(key).hire('c@example.com')).body;
  t.equal((await second.control('POST', '/worlds/kept/snapshots/one/restore')).status, 200);
  t.equal((await second.scim(key).get('/Users')).body.totalResults, 1);
  t.not((await second.scim(key).hire('c@example.com')).body.id, id, 'the invite had used an id up');
  t.equal((await second.control('POST', '/worlds/kept/reset')).status, 200);
  t.equal((await second.scim(key).get('/Users')).status, 401);
  t.equal((await second.scim('emulator-scim-key-kept').get('/Users')).body.totalResults, 0);
  await second.control('POST', `${team}/invites`, { email: 'invited@example.com' });
  await second.close();

  const quirks = { 'items-per-page': 'returned', 'pending-invite': 'inactive' } as const;
  const third = await startServer(t, { data, seed: undefined, quirks, key: 'added' });
  t.match((await third.control('GET', team)).body, { quirks });
  t.equal((await third.scim('added').get('/Users')).body.itemsPerPage, 1, 'the invite is listed now');
  t.equal((await third.control('GET', `${world}/document`)).body.teams[0].keys.length, 2);
});

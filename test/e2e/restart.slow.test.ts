import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { test } from 'tap';
import { refuses, run, start, user } from './child.ts';

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} while a slow request is in flight: it is finished, then exit 0`, async (t) => {
    const { client, url, child, ended } = await start(t);
    const rule = { operations: ['createScimUser'], when: 'before', effect: { kind: 'delay', milliseconds: 1500 } };
    const added = await fetch(`${url}/_emulator/worlds/default/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });
    t.equal(added.status, 201);
    const slow = client.post('/Users', user('a@example.com'));
    await sleep(500);
    child.kill(signal);
    t.equal((await slow).status, 201);
    const { code, stderr } = await ended;
    t.equal(code, 0);
    t.equal(stderr, '');
    await t.rejects(fetch(url), 'nobody listens any more');
  });
}

test('--data: started again it answers as before, byte for byte', async (t) => {
  const data = join(t.testdir(), 'data');
  const first = await start(t, ['--data', data, '--profile', '2025']);
  const { id } = (await first.client.post('/Users', user('a@example.com'))).body;
  await first.client.post('/Groups', { displayName: 'A', members: [{ value: id }] });
  const paths = ['/Users', '/Groups', `/Users/${id}`, '/Users?filter=active%20eq%20true'];
  const before = await Promise.all(paths.map(async (path) => (await first.client.get(path)).text));
  first.child.kill('SIGTERM');
  t.equal((await first.ended).code, 0);
  t.notOk(existsSync(join(data, 'postman-scim-emulator.db-wal')), 'checkpointed');
  const second = await start(t, ['--data', data]);
  t.same(await Promise.all(paths.map(async (path) => (await second.client.get(path)).text)), before);
  refuses(t, run(['--port', '0', '--data', data]), /is in use by another process/, 1);
});

test('a file of a newer version is refused and untouched', async (t) => {
  const data = t.testdir();
  const file = join(data, 'postman-scim-emulator.db');
  const first = await start(t, ['--data', data]);
  first.child.kill('SIGTERM');
  await first.ended;
  const database = new SQLite(file);
  database.pragma('user_version = 4711');
  database.close();
  const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
  const before = hash();
  refuses(t, run(['--port', '0', '--data', data]), /written by a newer version \(format 4711/, 1);
  t.equal(hash(), before);
  writeFileSync(file, 'no database at all, and long enough to be taken for one'.repeat(100));
  refuses(t, run(['--port', '0', '--data', data]), /is not a database/, 1);
});

import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'tap';
import { ControlError, type EmulatorOptions, startEmulator } from '../../src/index.ts';
import { key } from '../helpers.ts';

const user = { userName: 'a@example.com', name: { givenName: 'A', familyName: 'B' } };

const post = (baseUrl: string, sentKey: string) =>
  fetch(`${baseUrl}/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sentKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });

test('it starts on a free port, or without a socket', async (t) => {
  const [one, other] = [await startEmulator(), await startEmulator()];
  t.match(one.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  t.not(one.url, other.url);
  t.equal(one.baseUrl, `${one.url}/scim/v2`);
  t.equal(one.key, key);
  t.equal((await post(one.baseUrl, one.key)).status, 201);
  t.equal((await post(other.baseUrl, other.key)).status, 201, 'and each is alone');
  await Promise.all([one.close(), other.close()]);
  const silent = await startEmulator({ socket: false });
  const headers = { authorization: silent.key };
  t.equal((await silent.inject({ method: 'POST', url: '/scim/v2/Users', headers, payload: user })).statusCode, 201);
  t.equal(await silent.world.journal.count({ operation: 'createScimUser' }), 1);
  await silent.close();
});

test("options are what the command's flags are", async (t) => {
  const emulator = await startEmulator({
    socket: false,
    key: 'mine',
    profile: '2026-08',
    quirks: { 'pending-invite': 'inactive' },
    verifiedDomains: ['Example.com'],
    rateLimit: '5/5',
    idSeed: 'seed',
    anyKey: true,
    journal: '1MB',
    controlToken: 'T',
    seed: { version: 1, teams: [{ name: 'Seeded', members: [{ email: 'a@example.com' }] }] },
  });
  t.teardown(() => emulator.close());
  t.equal(emulator.key, 'mine');
  t.match(await emulator.world.team.get(), {
    name: 'Seeded',
    profile: '2026-08',
    quirks: { 'pending-invite': 'inactive' },
    verifiedDomains: ['example.com'],
    rateLimit: '5/5',
  });
  t.equal((await emulator.world.team.members.list())[0]?.id.length, 48);
  t.equal((await emulator.world.get()).journalLimit, null);
  t.equal((await emulator.inject('/_emulator/worlds')).statusCode, 401, 'others need the token');
  t.equal((await emulator.inject({ url: '/scim/v2/Users', headers: { authorization: 'any' } })).statusCode, 200);
  t.equal((await emulator.worlds.list()).length, 2);
});

test('a key that is asked for opens the team beside those of the seed', async (t) => {
  const seed = { version: 1 as const, teams: [{ keys: [{ key: 'seeded', id: 'key-2' }] }] };
  const emulator = await startEmulator({ socket: false, key: 'mine', seed });
  t.teardown(() => emulator.close());
  t.equal(emulator.key, 'mine');
  for (const authorization of ['mine', 'seeded']) {
    t.equal((await emulator.inject({ url: '/scim/v2/Users', headers: { authorization } })).statusCode, 200);
  }
  const seeded = await startEmulator({ socket: false, seed });
  t.teardown(() => seeded.close());
  t.equal(seeded.key, 'seeded');
});

test('what cannot be is said in one line, and nothing is left running', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  t.teardown(() => taken.close());
  const { port } = taken.address() as { port: number };
  for (const [options, message] of [
    [{ profile: 'new' }, /^profile: expected .*classic, got "new"$/],
    [{ quirks: { nothing: 'x' } }, /^quirks: expected one of/],
    [{ quirks: { 'pending-invite': 'x' } }, /expected hidden or inactive/],
    [{ rateLimit: 'on' }, /off, postman or READS\/WRITES/],
    [{ key: 'with space' }, /printable ASCII/],
    [{ key: `PMAK-${'0'.repeat(24)}` }, /^key: expected a made-up key/],
    [{ journal: 1000 }, /^journal: expected a size such as 64MB.*, got 1000$/],
    [{ seed: { version: 1, teams: [{ id: 5 }] } }, /^seed\/teams\/0\/id: expected up to 64 letters/],
    [{ port }, /^port \d+ on 127.0.0.1 is taken/],
  ] as [EmulatorOptions, RegExp][]) {
    await t.rejects(startEmulator(options), { message }, JSON.stringify(options));
  }
});

test('refusals are errors with a status and the fields that are wrong', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const refusal = await emulator.world.accounts.create({ email: 'nobody' }).catch((error: unknown) => error);
  t.ok(refusal instanceof ControlError);
  t.match(refusal, { name: 'ControlError', status: 400, errors: [{ path: '/email' }] });
  await t.rejects(emulator.worlds.get('nowhere'), { status: 404, message: 'world nowhere: not found.' });
});

test('worlds end with the scope they were made in; the default one is reset', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  {
    await using world = await emulator.worlds.create({ id: 'brief' });
    await world.team.members.add({ email: 'a@example.com' });
    await using standard = emulator.world;
    await standard.team.members.add({ email: 'a@example.com' });
  }
  t.equal((await emulator.worlds.list()).length, 1);
  t.strictSame(await emulator.world.team.members.list(), []);
});

test('close leaves nothing behind', async (t) => {
  const handles = (): string[] =>
    process.getActiveResourcesInfo().filter((name) => !/^(PipeWrap|TTYWrap|FSReqPromise|Immediate)$/.test(name));
  const before = handles().sort();
  const listeners = (): number => process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');
  const listening = listeners();
  const data = t.testdir();
  for (let round = 0; round < 3; round += 1) {
    await using emulator = await startEmulator({ data });
    await post(emulator.baseUrl, emulator.key);
    await emulator.worlds.create({ timeToLiveSeconds: 3600 });
    emulator.world.journal.wait({ count: 100, timeoutSeconds: 300 }).catch(() => {});
    t.equal((await emulator.world.team.members.list()).length, 1);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  t.strictSame(handles().sort(), before);
  t.notOk(
    existsSync(join(data, 'postman-scim-emulator.db-wal')),
    'only the database file stays, where one was asked for',
  );
  const emulator = await startEmulator();
  const { url } = emulator;
  await emulator.close();
  await emulator.close();
  await t.rejects(fetch(url), 'nobody listens any more');
  await t.rejects(emulator.world.get());
  t.equal(listeners(), listening, 'no signal is listened for');
});

test('close waits for no delay', async (t) => {
  const emulator = await startEmulator();
  for (const when of ['before', 'after'] as const) {
    await emulator.world.faults.add({
      operations: [when === 'before' ? 'getScimUserResources' : 'createScimUser'],
      when,
      effect: { kind: 'delay', milliseconds: 600_000 },
    });
  }
  const read = fetch(`${emulator.baseUrl}/Users`, { headers: { authorization: emulator.key } });
  const write = post(emulator.baseUrl, emulator.key);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = Date.now();
  await emulator.close();
  t.ok(Date.now() - began < 3000, `${Date.now() - began} ms`);
  t.strictSame([(await read).status, (await write).status], [200, 201], 'what was in flight is finished');
});

test('a broken connection rejects inject too', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  const headers = { authorization: emulator.key };
  for (const [effect, when] of [
    [{ kind: 'reset' }, 'before'],
    [{ kind: 'reset' }, 'after'],
    [{ kind: 'truncate', bytes: 3 }, 'after'],
  ] as const) {
    await emulator.world.faults.add({ operations: ['getScimUserResources'], times: 1, when, effect });
    await t.rejects(emulator.inject({ url: '/scim/v2/Users', headers }));
  }
  t.equal((await emulator.inject({ url: '/scim/v2/Users', headers })).statusCode, 200);
});

test('emulators one after another do not pile up', async (t) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
    return process.memoryUsage().heapUsed;
  };
  const round = async (): Promise<void> => {
    const emulator = await startEmulator({ socket: false });
    await emulator.inject({ method: 'POST', url: '/scim/v2/Users', headers: { authorization: key }, payload: user });
    await emulator.close();
  };
  for (let warm = 0; warm < 10; warm += 1) await round();
  const before = await heap();
  for (let number = 0; number < 40; number += 1) await round();
  const each = ((await heap()) - before) / 40;
  t.comment(`${Math.round(each / 1000)} kB are left of an emulator that was closed`);
  t.ok(each < 60_000);
});

test('settings change the team of a data directory that is there already', async (t) => {
  const data = t.testdir();
  await (await startEmulator({ socket: false, data })).close();
  const emulator = await startEmulator({
    socket: false,
    data,
    profile: '2026-08',
    quirks: { 'pending-invite': 'inactive' },
    verifiedDomains: ['Example.COM'],
    rateLimit: '5/6',
  });
  t.teardown(() => emulator.close());
  t.match(await emulator.world.team.get(), {
    profile: '2026-08',
    quirks: { 'pending-invite': 'inactive' },
    verifiedDomains: ['example.com'],
    rateLimit: '5/6',
  });
  await emulator.world.accounts.create({ email: user.userName });
  const payload = { method: 'POST', url: '/scim/v2/Users', headers: { authorization: emulator.key }, payload: user };
  t.match((await emulator.inject(payload as { method: 'POST' })).json(), { active: true }, 'the domain is verified');
});

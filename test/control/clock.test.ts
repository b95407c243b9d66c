import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import { startServer, team, world } from './server.ts';

const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString();

test('the clock is set, frozen, advanced, let run on and released', async (t) => {
  const { control, scim } = await startServer(t, { realTime: Date.now });
  t.equal((await control('GET', `${world}/clock`)).body.mode, 'real');
  t.strictSame((await control('PUT', `${world}/clock`, { now: at(0), frozen: true })).body, {
    now: at(0),
    mode: 'frozen',
  });
  const { meta } = (await scim().hire('a@example.com')).body;
  t.strictSame([meta.created, meta.lastModified], [at(0), at(0)]);
  t.strictSame((await control('POST', `${world}/clock/advance`, { seconds: 90.5 })).body, {
    now: at(90.5),
    mode: 'frozen',
  });
  t.equal((await scim().hire('b@example.com')).body.meta.created, at(90), 'Postman shows whole seconds');
  t.strictSame((await control('PUT', `${world}/clock`, { now: at(-5) })).body, { now: at(-5), mode: 'frozen' });
  t.equal((await control('PUT', `${world}/clock`, { frozen: false })).body.mode, 'shifted');
  await sleep(20);
  const { now } = (await control('GET', `${world}/clock`)).body;
  t.ok(now > at(-5) && now < at(60), `${now}: it runs on`);
  t.equal((await control('PUT', `${world}/clock`, { now: at(600) })).body.mode, 'shifted');
  t.ok((await control('GET', `${world}/clock`)).body.now >= at(600));
  const released = (await control('DELETE', `${world}/clock`)).body;
  t.equal(released.mode, 'real');
  t.ok(Math.abs(Date.parse(released.now) - Date.now()) < 60_000);
});

test("a world's clock is its own, and what cannot be set changes nothing", async (t) => {
  const { control } = await startServer(t);
  await control('POST', '/worlds', { id: 'other' });
  const other = (await control('GET', '/worlds/other/clock')).text;
  await control('PUT', `${world}/clock`, { now: at(0), frozen: true });
  t.equal((await control('GET', '/worlds/other/clock')).text, other);
  for (const [method, path, body, pointer] of [
    ['PUT', 'clock', { now: 'tomorrow', frozen: false }, '/now'],
    ['PUT', 'clock', { now: '2030-13-01T00:00:00Z', frozen: false }, '/now'],
    ['PUT', 'clock', { now: at(5), frozen: 'yes' }, '/frozen'],
    ['PUT', 'clock', { later: at(5) }, '/later'],
    ['POST', 'clock/advance', {}, '/seconds'],
    ['POST', 'clock/advance', { seconds: -1 }, '/seconds'],
    ['POST', 'clock/advance', { seconds: '5' }, '/seconds'],
    ['POST', 'clock/advance', { seconds: 1e12 }, '/seconds'],
  ] as const) {
    const answer = await control(method, `${world}/${path}`, body);
    t.equal(answer.status, 400, JSON.stringify(body));
    t.equal(answer.body.errors[0].path, pointer);
    t.strictSame((await control('GET', `${world}/clock`)).body, { now: at(0), mode: 'frozen' });
  }
  t.equal((await control('PUT', `${world}/clock`, { now: '9999-12-31T23:00:00Z' })).status, 200);
  t.equal((await control('POST', `${world}/clock/advance`, { seconds: 7200 })).body.errors[0].path, '/seconds');
});

test('keys follow it: expiry, and the grace of one that was regenerated', async (t) => {
  const { control, scim } = await startServer(t);
  await control('PUT', `${world}/clock`, { now: at(0), frozen: true });
  const brief = (await control('POST', `${team}/keys`, { expires: at(100) })).body;
  const statuses = async (...keys: string[]): Promise<number[]> =>
    Promise.all(keys.map(async (key) => (await scim(key).get('/Users')).status));
  const renewed = (await control('POST', `${team}/keys/key-1/regenerate`, { graceSeconds: 60 })).body;
  t.equal(renewed.status, 'ACTIVE');
  t.strictSame(await statuses('emulator-scim-key', renewed.key, brief.key), [200, 200, 200]);
  await control('POST', `${world}/clock/advance`, { seconds: 59.999 });
  t.equal((await scim().get('/Users')).status, 200);
  await control('POST', `${world}/clock/advance`, { seconds: 0.001 });
  t.strictSame(await statuses('emulator-scim-key', renewed.key, brief.key), [401, 200, 200]);
  t.strictSame(
    (await control('GET', `${team}/keys`)).body.map((key: { status: string }) => key.status),
    ['EXPIRED', 'ACTIVE', 'ACTIVE'],
  );
  t.equal((await control('GET', team)).body.key, brief.key, "the team's key is one that works");
  await control('POST', `${team}/keys/${brief.id}/regenerate`, { graceSeconds: 3600 });
  await control('POST', `${team}/keys/key-1/regenerate`, { graceSeconds: 3600 });
  await control('POST', `${world}/clock/advance`, { seconds: 40 });
  t.strictSame(await statuses('emulator-scim-key', brief.key), [401, 401], 'grace lengthens no life');
  await control('PUT', `${world}/clock`, { now: at(0) });
  t.strictSame(await statuses('emulator-scim-key', brief.key), [200, 200], 'time that is turned back is turned back');
});

test('whatever makes a caller wait runs on real time', async (t) => {
  const { control, scim, fault } = await startServer(t, { realTime: Date.now });
  await control('PUT', `${world}/clock`, { now: at(0), frozen: true });
  await fault({ operations: ['getScimUserResources'], effect: { kind: 'delay', milliseconds: 150 } });
  const began = Date.now();
  t.equal((await scim().get('/Users')).status, 200);
  t.ok(Date.now() - began >= 145);
  t.equal((await control('GET', `${world}/journal/wait?count=5&timeoutSeconds=0.1`)).body.found, false);
});

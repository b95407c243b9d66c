import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'tap';
import { ConnectionError, ControlError, connect, SettingsError, startEmulator } from '../../src/index.ts';

test('connects to an emulator elsewhere, with the same handles', async (t) => {
  const emulator = await startEmulator({ controlToken: 'T' });
  t.teardown(() => emulator.close());
  const remote = await connect(`${emulator.url}/scim/v2`, { controlToken: 'T' });
  t.match(remote, { url: emulator.url, baseUrl: emulator.baseUrl, key: emulator.key });
  const world = await remote.worlds.create({ id: 'mine' });
  t.equal(world.baseUrl, emulator.baseUrl);
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { method } of world.journal.stream({ after: 0, count: 1 })) seen.push(method);
  })();
  t.equal((await fetch(`${world.baseUrl}/Users`, { headers: { authorization: world.key } })).status, 200);
  await reading;
  t.same(seen, ['GET']);
  t.match(await remote.program.health(), { status: 'ok' });
  await world.delete();
  await t.rejects(remote.worlds.get('mine'), { name: 'ControlError', status: 404, code: 'ERR_CONTROL' });
  const refusal = await connect(emulator.url).catch((error: unknown) => error);
  t.ok(refusal instanceof ControlError && refusal.status === 401);
});

test('says in one line why it cannot connect', async (t) => {
  const other = createServer((_request, response) => response.end('<html>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  const expected = { constructor: ConnectionError, code: 'ERR_CONNECTION' };
  await t.rejects(connect(`http://127.0.0.1:${port}`), { ...expected, message: /expected an emulator, got another/ });
  await t.rejects(connect('http://127.0.0.1:1'), { ...expected, message: /^http:\/\/127\.0\.0\.1:1: no answer \(/ });
  await t.rejects(connect('127.0.0.1:7246'), {
    constructor: SettingsError,
    message: /^url: expected an http or https/,
  });
});

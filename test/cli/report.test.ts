import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'tap';
import { defaultUrl, toOrigin } from '../../src/cli/emulator-client.ts';
import { runReport } from '../../src/cli/report.ts';
import { startEmulator } from '../../src/index.ts';
import { Script } from '../report/entries.ts';

const output = () => {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) => ({
    write: (text: string) => {
      texts[name] += text;
    },
  });
  return { texts, io: { stdout: stream('stdout'), stderr: stream('stderr') } };
};

const report = new Script()
  .add(null, '/Schemas', { status: 404, quirks: ['unrouted'] })
  .add('createScimUser', '/Users', { quirks: ['active-default'] })
  .report({ world: 'default' });

const serve = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** An emulator as far as the commands see one. */
const emulator = (token?: string) =>
  createServer((request, response) => {
    const send = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (request.url === '/_emulator/health') send(200, { status: 'ok', version: '0' });
    else if (token && request.headers.authorization !== `Bearer ${token}`)
      send(401, { title: 'Unauthorized', detail: 'Send it.' });
    else if (request.url?.startsWith('/_emulator/worlds/foreign/')) send(401, { error: 'Unauthorized' });
    else if (request.url === '/_emulator/worlds/default/report?format=json') send(200, report);
    else if (request.url === '/_emulator/worlds/broken/report?format=json') response.end('<html>');
    else send(404, {});
  });

test('report exits 0, 1 or 2', async (t) => {
  const server = emulator();
  const url = await serve(server);
  t.teardown(() => server.close());
  const run = async (...flags: string[]) => {
    const { texts, io } = output();
    return { code: await runReport(['--url', url, ...flags], io), ...texts };
  };

  const passed = await run();
  t.equal(passed.code, 0);
  t.match(passed.stdout, /^Passed: 2 requests in world default/);
  t.equal(passed.stderr, '');

  const failed = await run('--fail-on', 'warning', '--format', 'markdown');
  t.equal(failed.code, 1);
  t.match(failed.stdout, /^## ❌ Failed/);

  const inferred = await run('--fail-on-inferred', '--format', 'json');
  t.equal(inferred.code, 1);
  t.match(JSON.parse(inferred.stdout), { version: 1, verdict: { outcome: 'failed', failOnInferred: true } });
  t.equal((await run('--fail-on-inferred', '--accept', 'active-default')).code, 0);

  for (const [flags, trouble] of [
    [['--world', 'nowhere'], 'has no world nowhere'],
    [['--world', 'foreign'], 'answers 401; is it an emulator?'],
    [['--world', 'broken'], 'no report that this version can read'],
    [['--format', 'yaml'], '--format is text, markdown or json, not yaml'],
    [['--fail-on', 'note'], '--fail-on is error, warning or never, not note'],
    [['--accept', 'nonesuch'], 'there is no quirk nonesuch'],
    [['--url', 'ftp://x'], '--url is no http address'],
    [['--nonesuch'], '--nonesuch'],
    [['--url', 'http://127.0.0.1:1'], 'nothing listens there'],
    [['--output', '/nonesuch/report.md'], 'ENOENT'],
  ] as const) {
    const { code, stdout, stderr } = await run(...flags);
    t.equal(code, 2, flags.join(' '));
    t.equal(stdout, '');
    t.ok(stderr.startsWith('postman-scim-emulator report: ') && stderr.includes(trouble), stderr);
    t.equal(stderr.trim().split('\n').length, 1, 'one line');
  }

  t.match((await run('--help')).stdout, /Exit code/);
});

test('report writes to a file, and takes the base URL for SCIM too', async (t) => {
  const server = emulator();
  const url = await serve(server);
  t.teardown(() => server.close());
  const file = `${t.testdir()}/report.md`;
  const { texts, io } = output();
  t.equal(await runReport(['--url', `${url}/scim/v2`, '--format', 'markdown', '--output', file], io), 0);
  t.equal(texts.stdout, '');
  t.match(readFileSync(file, 'utf8'), /^## ✅ Passed/);
});

test('report sends the control token, from a flag or the environment', async (t) => {
  const server = emulator('secret');
  const url = await serve(server);
  t.teardown(() => server.close());
  const { texts, io } = output();
  t.equal(await runReport(['--url', url], io), 2);
  t.match(texts.stderr, /wants its --control-token/);
  t.equal(await runReport(['--url', url, '--control-token', 'secret'], io), 0);
  t.equal(await runReport(['--url', url], { ...io, env: { POSTMAN_SCIM_EMULATOR_CONTROL_TOKEN: 'secret' } }), 0);
});

test('the default address is where the server listens', async (t) => {
  t.equal(defaultUrl({}), 'http://127.0.0.1:7246');
  t.equal(
    defaultUrl({
      POSTMAN_SCIM_EMULATOR_HOST: '0.0.0.0',
      POSTMAN_SCIM_EMULATOR_PORT: '80',
      POSTMAN_SCIM_EMULATOR_TLS: 'self-signed',
    }),
    'https://127.0.0.1:80',
  );
  t.equal(defaultUrl({ POSTMAN_SCIM_EMULATOR_HOST: '::' }), 'http://[::1]:7246');
  t.equal(toOrigin('http://emulator:7246/scim/v2')?.href, 'http://emulator:7246/');
  t.equal(toOrigin('file:///etc/passwd'), undefined);
});

test('report on a real emulator, in a world of its own, with a goal', async (t) => {
  const emulator = await startEmulator({ controlToken: 'secret' });
  t.teardown(() => emulator.close());
  const world = await emulator.worlds.create({ id: 'ci' });
  const headers = { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' };
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${world.baseUrl}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });

  await send('GET', `/Users?filter=${encodeURIComponent('userName eq "taylor@example.com"')}`);
  const name = { givenName: 'Taylor', familyName: 'Lee' };
  const created = await send('POST', '/Users', { userName: 'taylor@example.com', name });
  const { id } = (await created.json()) as { id: string };
  await world.goal.declare({ users: [{ userName: 'taylor@example.com', name, active: false }] });

  const { texts, io } = output();
  const flags = ['--url', emulator.url, '--world', 'ci', '--control-token', 'secret'];
  t.equal(await runReport(flags, io), 1);
  t.match(texts.stdout, /the goal is not met/);
  t.match(texts.stdout, /error: People who are gone still have access \(left-active\)/);

  await send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: false } }] });
  texts.stdout = '';
  t.equal(await runReport([...flags, '--format', 'markdown'], io), 0);
  t.match(texts.stdout, /^## ✅ Passed/);
  t.match(texts.stdout, /The directory is as declared\. It took 3 calls, 2 writes among them/);
  t.equal(await runReport(['--url', emulator.url, '--world', 'ci'], io), 2, 'without the token');
});

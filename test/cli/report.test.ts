import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'tap';
import { defaultUrl, originOf } from '../../src/cli/connection.ts';
import { startEmulator } from '../../src/index.ts';
import { Script } from '../report/entries.ts';
import { run } from './run.ts';

const runReport = (argv: readonly string[], environment: Record<string, string> = {}) =>
  run(['report', ...argv], { environment });

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
  const run = (...flags: string[]) => runReport(['--url', url, ...flags]);

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
    [['--world', 'nowhere'], 'does not have the world nowhere, or is not an emulator'],
    [['--world', 'foreign'], 'answers 401; is it an emulator?'],
    [['--world', 'broken'], ': expected JSON, got another document'],
    [['--format', 'yaml'], '--format: expected text, markdown, junit or json, got "yaml"'],
    [['--fail-on', 'info'], '--fail-on: expected error, warning, note or never, got "info"'],
    [['--accept', 'nonesuch'], '--accept: expected the id of a quirk, got "nonesuch"'],
    [['--url', 'ftp://x'], '--url: expected an http or https URL'],
    [['--nonesuch'], '--nonesuch'],
    [['--url', 'http://127.0.0.1:1'], 'no server listens at this address'],
    [['--output', '/nonesuch/report.md'], '/nonesuch/report.md cannot be written: ENOENT'],
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
  t.same(await runReport(['--url', `${url}/scim/v2`, '--format', 'markdown', '--output', file]), {
    code: 0,
    stdout: '',
    stderr: '',
  });
  t.match(readFileSync(file, 'utf8'), /^## ✅ Passed/);
});

test('report sends the control token, from a flag or the environment', async (t) => {
  const server = emulator('secret');
  const url = await serve(server);
  t.teardown(() => server.close());
  t.match(await runReport(['--url', url]), { code: 2, stderr: /requires its --control-token/ });
  t.match(await runReport(['--url', url, '--control-token', 'secret']), { code: 0 });
  t.match(await runReport(['--url', url], { POSTMAN_SCIM_EMULATOR_CONTROL_TOKEN: 'secret' }), { code: 0 });
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
  t.equal(originOf('http://emulator:7246/scim/v2', {}).href, 'http://emulator:7246/');
  t.equal(defaultUrl({ POSTMAN_SCIM_EMULATOR_PORT: 'tcp://10.0.0.1:7246' }), 'http://127.0.0.1:7246');
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

  const flags = ['--url', emulator.url, '--world', 'ci', '--control-token', 'secret'];
  const failed = await runReport(flags);
  t.equal(failed.code, 1);
  t.match(failed.stdout, /the goal is not met/);
  t.match(failed.stdout, /error: People who are gone still have access \(left-active\)/);

  await send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: false } }] });
  const passed = await runReport([...flags, '--format', 'markdown']);
  t.equal(passed.code, 0);
  t.match(passed.stdout, /^## ✅ Passed/);
  t.match(passed.stdout, /The directory is as declared\. It took 3 calls, 2 writes among them/);
  t.equal((await runReport(['--url', emulator.url, '--world', 'ci'])).code, 2, 'without the token');

  const folder = t.testdir();
  const both = [
    '--format',
    'json',
    '--output',
    `${folder}/r.json`,
    '--format',
    'markdown',
    '--output',
    `${folder}/r.md`,
  ];
  t.match(await runReport([...flags, ...both, '--format', 'text']), { code: 0, stdout: /^Passed/ });
  t.match(JSON.parse(readFileSync(`${folder}/r.json`, 'utf8')), { version: 1 });
  t.match(readFileSync(`${folder}/r.md`, 'utf8'), /^## ✅ Passed/);
  t.match(JSON.parse((await runReport([...flags, '--json'])).stdout), { version: 1 });
  t.match(await runReport([...flags, '--json', '--format', 'text']), {
    code: 2,
    stderr: /--format: expected one at most/,
  });
  t.match(await runReport([...flags, '--output', 'a', '--output', 'b']), {
    code: 2,
    stderr: /--output: expected as many/,
  });
});

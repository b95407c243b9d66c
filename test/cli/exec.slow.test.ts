import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Test, test } from 'tap';
import { bin, environment } from '../e2e/child.ts';
import { run } from './run.ts';

let suites = 0;

/** A test suite in another process: calls the emulator that its environment names, and exits with a code. */
const suite = (t: Test, body: string): readonly string[] => {
  const folder = t.testdirName;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `suite-${++suites}.mjs`);
  writeFileSync(
    file,
    `const { SCIM_BASE_URL, SCIM_KEY } = process.env;
     const scim = (method, path, body) => fetch(SCIM_BASE_URL + path, {
       method, body: JSON.stringify(body),
       headers: { authorization: 'Bearer ' + SCIM_KEY, 'content-type': 'application/json' },
     });
     ${body}`,
  );
  return ['--', process.execPath, file];
};

const createUser = `await scim('POST', '/Users',
  { userName: 'taylor@example.com', name: { givenName: 'Taylor', familyName: 'Lee' } });`;

test('exec gives the command an emulator, and its exit code comes first', async (t) => {
  const passed = await run(['exec', ...suite(t, createUser)]);
  t.match(passed, { code: 0, stdout: '', stderr: /^Passed: 1 request in world default/ });
  t.match(await run(['exec', ...suite(t, `${createUser} process.exit(3)`)]), { code: 3, stderr: /^Passed/ });
  const failing = `${createUser} ${createUser} await scim('PUT', '/nonsense');`;
  t.match(await run(['exec', '--fail-on', 'warning', ...suite(t, failing)]), {
    code: 1,
    stderr: /^Failed: 3 requests/,
  });
  t.match(await run(['exec', '--no-report', ...suite(t, failing)]), { code: 0, stderr: '' });
});

test('exec writes reports to files, each in its format, and takes a goal', async (t) => {
  const command = suite(t, createUser);
  const folder = t.testdirName;
  const goal = join(folder, 'goal.json');
  writeFileSync(goal, JSON.stringify({ users: [{ userName: 'sam@example.com' }] }));
  const [json, markdown] = [join(folder, 'r.json'), join(folder, 'r.md')];
  const files = ['--report', json, '--format', 'json', '--report', markdown, '--format', 'markdown'];
  const ended = await run(['exec', '--goal', goal, ...files, ...command]);
  t.match(ended, { code: 1, stderr: /the goal is not met/ });
  t.match(JSON.parse(readFileSync(json, 'utf8')), { version: 1, goal: { met: false } });
  t.match(readFileSync(markdown, 'utf8'), /^## /);
});

test('exec refuses in one line, and says why a command cannot be run', async (t) => {
  const none = ['--', '/nonesuch/command'];
  for (const [argv, code, stderr] of [
    [[], 2, 'COMMAND...: expected a command after --, got nothing'],
    [['--'], 2, 'COMMAND...: expected a command after --, got nothing'],
    [['pytest'], 2, 'flags: expected flags only, got "pytest"'],
    [['--format', 'json', ...none], 2, '--report: expected a file for --format, got nothing'],
    [['--goal', '/nonesuch/goal', ...none], 2, '--goal /nonesuch/goal: expected a goal as JSON, got ENOENT'],
    [none, 127, 'the command cannot be run: /nonesuch/command: ENOENT'],
  ] as const) {
    t.same(await run(['exec', ...argv]), { code, stdout: '', stderr: `postman-scim-emulator exec: ${stderr}\n` });
  }
});

test('exec hands over the certificate, and passes signals on', async (t) => {
  const folder = t.testdir({});
  const ready = join(folder, 'ready.json');
  const tls = `${createUser} if (!process.env.SSL_CERT_FILE) process.exit(4);`;
  t.match(await run(['exec', '--tls', 'self-signed', ...suite(t, tls)]), { code: 0 });
  const started = join(folder, 'started');
  const waiting = `import('node:fs').then(({ writeFileSync }) => writeFileSync('${started}', ''));
    process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000);`;
  const script = ['-e', waiting];
  const child = spawn(process.execPath, [bin, 'exec', '--ready-file', ready, '--', process.execPath, ...script], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let waited = 0; !existsSync(started) && waited < 20_000; waited += 20) await sleep(20);
  t.equal(JSON.parse(readFileSync(ready, 'utf8')).pid, child.pid);
  child.kill('SIGTERM');
  t.equal(await ended, 7, "the command's own exit code");
  t.notOk(existsSync(ready));
});

test('serve writes a ready file, which env reads, and removes it when it stops', async (t) => {
  const file = join(t.testdir({ 'ready.json': '{"url":"http://stale","pid":1}' }), 'ready.json');
  const child = spawn(process.execPath, [bin, '--port', '0', '--key', "it's", '--ready-file', file], {
    env: environment,
    stdio: 'ignore',
  });
  t.teardown(() => child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  for (let waited = 0; !text().includes(`"pid": ${child.pid}`) && waited < 20_000; waited += 20) await sleep(20);
  t.equal(statSync(file).mode & 0o777, 0o600, 'it contains a key');
  const { url } = JSON.parse(text());
  t.match(JSON.parse(text()), { baseUrl: `${url}/scim/v2`, key: "it's", controlUrl: `${url}/_emulator`, caFile: null });

  t.same((await run(['env', '--ready-file', file])).stdout.split('\n'), [
    `export SCIM_BASE_URL=${url}/scim/v2`,
    `export SCIM_KEY='it'\\''s'`,
    `export POSTMAN_SCIM_EMULATOR_URL=${url}`,
    '',
  ]);
  const asked = await run(['env', '--url', url, '--json']);
  t.same(JSON.parse(asked.stdout), {
    SCIM_BASE_URL: `${url}/scim/v2`,
    SCIM_KEY: "it's",
    POSTMAN_SCIM_EMULATOR_URL: url,
  });
  for (const [format, line] of [
    ['dotenv', "SCIM_KEY=`it's`"],
    ['github', "SCIM_KEY=it's"],
    ['powershell', "$env:SCIM_KEY = 'it''s'"],
  ] as const) {
    t.ok((await run(['env', '--url', url, '--format', format])).stdout.includes(`${line}\n`), format);
  }
  child.kill('SIGTERM');
  t.equal(await ended, 0);
  t.notOk(existsSync(file));
  t.match(await run(['env', '--ready-file', file]), { code: 2, stderr: /cannot be read: ENOENT/ });
});

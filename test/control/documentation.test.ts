import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { quietEnvironment } from '../openapi/quiet-environment.ts';
import { startServer, world } from './server.ts';

test("every example of the control plane's page answers what it says", async (t) => {
  const { port } = await startServer(t, { realTime: Date.now });
  const page = readFileSync('docs/control-plane.md', 'utf8');
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  const script = blocks.join('').replace('http://127.0.0.1:7246', `http://127.0.0.1:${port}`);
  const wanted = [...script.matchAll(/ # (\d{3})$/gm)].map(([, status]) => status);
  const quiet = `curl() { command curl --silent --output /dev/null --write-out '%{http_code}\\n' "$@"; }\n`;
  const { stdout } = await promisify(execFile)('bash', ['-c', `set -euo pipefail\n${quiet}${script}`], {
    env: quietEnvironment(),
    timeout: 60_000,
  });
  const calls = [...script.matchAll(/^curl (.*?) # \d{3}$/gms)].map(([, call]) => call);
  t.equal(calls.length, wanted.length);
  t.ok(wanted.length > 50);
  for (const [index, status] of stdout.trim().split('\n').entries())
    t.equal(status, wanted[index], String(calls[index]));
});

test('the pages lead to files that there are', async (t) => {
  for (const page of ['docs/control-plane.md', 'docs/in-process.md']) {
    for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)) {
      t.ok(existsSync(join(dirname(page), target)), `${page}: ${target}`);
    }
  }
});

test('the example seed fits its schema, and loads', async (t) => {
  const seed = JSON.parse(readFileSync('docs/example-seed.json', 'utf8'));
  const schema = JSON.parse(readFileSync('docs/world-document.schema.json', 'utf8'));
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  t.ok(validate(seed), JSON.stringify(validate.errors));
  t.notOk(validate({ ...seed, more: 1 }));
  const emulator = await startEmulator({ seed, socket: false });
  t.teardown(() => emulator.close());
  const document = await emulator.world.export();
  t.ok(validate(document), 'and so does what it becomes');
  const users = await emulator.inject({ url: '/scim/v2/Users', headers: { authorization: 'made-by-ada' } });
  t.equal(users.json().totalResults, 4);
  const { status, body } = await (await startServer(t)).control('PUT', `${world}/document`, seed);
  t.equal(status, 200);
  t.equal(body.team.name, 'Example team');
});

test('a report fits its published schema', async (t) => {
  const { control, scim } = await startServer(t);
  await scim().hire('a@example.com', { title: 'Manager' });
  await scim().send('DELETE', '/Users/x');
  const { body } = await control('GET', `${world}/report`);
  const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));
  const validate = new Ajv2020({ allErrors: true, strictTypes: false, formats: { 'date-time': true } }).compile(schema);
  t.ok(validate(body), JSON.stringify(validate.errors));
  t.ok(body.findings.length > 0);
});

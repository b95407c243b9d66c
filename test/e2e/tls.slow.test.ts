import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { createRunCertificate } from '../../src/tls/certificate.ts';

const { NODE_OPTIONS: _, ...environment } = process.env;

type Listening = { url: string; trust?: string };

/** Starts the command; gives the line of its log that says where it listens. */
async function start(t: Test, flags: string[]): Promise<Listening> {
  const child = spawn(process.execPath, ['src/cli/bin.ts', '--port', '0', ...flags], { env: environment });
  t.teardown(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line) as Partial<Listening>;
    if (entry.url !== undefined) return entry as Listening;
  }
  throw new Error('the command ended before it listened');
}

function status(url: string, ca: string, servername: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: 'emulator-scim-key', host: servername };
    get(`${url}/scim/v2/Users`, { ca, servername, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

t.test('--tls self-signed names the certificate to trust', async (t) => {
  const folder = t.testdir();
  const { url, trust } = await start(t, ['--tls', 'self-signed', '--data', folder]);
  t.match(url, /^https:\/\/127\.0\.0\.1:\d+$/);
  t.equal(trust, join(folder, 'tls', 'ca.pem'), 'beside the data');
  t.equal(await status(url, readFileSync(trust ?? '', 'utf8'), 'api.getpostman.com'), 200);
});

t.test('--tls-cert and --tls-key', async (t) => {
  const made = createRunCertificate(['scim.test']);
  const folder = t.testdir({ 'cert.pem': made.certificate, 'key.pem': made.key });
  const { url, trust } = await start(t, ['--tls-cert', join(folder, 'cert.pem'), '--tls-key', join(folder, 'key.pem')]);
  t.equal(trust, undefined);
  t.equal(await status(url, made.authority, 'scim.test'), 200);
});

t.test('a certificate that cannot be used is one line and exit code 1', async (t) => {
  const flags = ['--tls-cert', '/nowhere/cert.pem', '--tls-key', '/nowhere/key.pem'];
  const child = spawn(process.execPath, ['src/cli/bin.ts', ...flags], { env: environment });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  t.equal(code, 1);
  t.match(said, /^postman-scim-emulator: The TLS certificate cannot be read: .*\n$/);
});

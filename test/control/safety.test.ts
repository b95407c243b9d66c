import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import tap, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { quietEnvironment } from '../openapi/quiet-environment.ts';
import { startServer, world } from './server.ts';

tap.setTimeout(60_000);

const writes = [
  ['POST', '/worlds', {}],
  ['POST', `${world}/reset`, undefined],
  ['PUT', `${world}/document`, { version: 1, teams: [{}] }],
  ['GET', '/worlds', undefined],
] as const;

test('pages of another origin or site are refused', async (t) => {
  const { control, scim, port } = await startServer(t);
  await scim().hire('a@example.com');
  const host = `127.0.0.1:${port}`;
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3000' },
    { origin: `https://${host}` },
    { origin: `http://${host}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: `http://${host}`, 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[]) {
    for (const [method, path, body] of writes) {
      const answer = await control(method, path, body, { headers });
      t.equal(answer.status, 403, `${method} ${path} ${JSON.stringify(headers)}`);
    }
    const preflight = { ...headers, 'access-control-request-method': 'POST' };
    const answer = await control('OPTIONS', '/worlds', undefined, { headers: preflight });
    t.equal(answer.headers['access-control-allow-origin'], undefined, 'and no preflight is answered');
  }
  t.equal((await scim().get('/Users')).body.totalResults, 1, 'nothing changed');
  for (const headers of [
    { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    {},
  ] as Record<string, string>[]) {
    t.equal((await control('GET', '/worlds', undefined, { headers })).status, 200, JSON.stringify(headers));
  }
});

const address = Object.values(networkInterfaces())
  .flat()
  .find((each) => each && !each.internal && each.family === 'IPv4')?.address;

/** Names that a stranger's DNS, or a hostile network's, can point at this machine. */
const foreign = [
  'evil.example',
  'evil.example:7246',
  'EVIL.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'local.test.com',
  'api.getpostman.com.evil.example',
  '127.0.0.1.',
  'localhost.',
  'printer.local',
  'emulator.test',
  'nas.home.arpa',
  'host.docker.internal',
  'emulator',
  'wpad',
];

const own = [
  'localhost',
  'localhost:7246',
  'LOCALHOST',
  '127.0.0.1:1',
  '[::1]:7246',
  'emulator.localhost',
  'api.getpostman.com',
  'api.eu.postman.com',
];

test('without a token, no name but addresses, localhost and those allowed is served, on every address and for every method', async (t) => {
  const { request } = await import('node:http');
  const send = (at: string, port: number, method: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: at, port, method, path: '/_emulator/worlds', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.on('error', reject).end();
    });
  const { port } = await startServer(t, { host: '0.0.0.0', allowedHosts: ['emulator.corp.example', 'Scim-Emulator'] });
  let refused = 0;
  for (const at of ['127.0.0.1', ...(address === undefined ? [] : [address])]) {
    for (const host of foreign) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
        for (const more of [{}, { origin: `http://${host}` }, { 'sec-fetch-site': 'same-origin' }] as Record<
          string,
          string
        >[]) {
          refused += 1;
          t.equal(
            await send(at, port, method, { host, ...more }),
            403,
            `${at} ${method} ${host} ${JSON.stringify(more)}`,
          );
        }
      }
    }
    for (const host of [...own, 'emulator.corp.example:1', 'scim-emulator:7246', `${at}:${port}`]) {
      t.equal(await send(at, port, 'GET', { host }), 200, `${at} ${host}`);
    }
  }
  t.ok(refused >= 250, `${refused} refused`);
});

test('with a token, any name is served to a caller who sends it', async (t) => {
  const { control } = await startServer(t, { controlToken: 'T' });
  const headers = { host: 'scim.corp.example', origin: 'http://scim.corp.example' };
  t.equal((await control('GET', '/worlds', undefined, { headers })).status, 200);
  t.equal((await control('GET', '/worlds', undefined, { headers: { ...headers, authorization: '' } })).status, 401);
});

test('with a token, whoever does not send it is refused; health and SCIM need none', async (t) => {
  const { control, scim } = await startServer(t, { controlToken: 'a token' });
  for (const authorization of ['', 'Bearer', 'Bearer a', 'Bearer a token2', 'Basic a token', 'Bearer A TOKEN']) {
    for (const [method, path, body] of writes) {
      t.equal((await control(method, path, body, { headers: { authorization } })).status, 401, authorization);
    }
  }
  t.equal((await control('GET', '/worlds')).status, 200);
  t.equal((await control('GET', '/health', undefined, { headers: { authorization: '' } })).status, 200);
  t.equal((await scim().get('/Users')).status, 200);
  t.equal((await scim('a token').get('/Users')).status, 401, 'nor is it a key');
  t.notMatch((await control('GET', `${world}/journal`)).text, /a token/);
});

const warning = /every client that reaches this address/;

for (const [flags, warns] of [
  [['--host=0.0.0.0'], true],
  [['--host=0.0.0.0', '--control-token=T'], false],
  [['--host=127.0.0.1'], false],
  [['--host=::1'], false],
] as const) {
  test(`${flags.join(' ')} ${warns ? 'warns' : 'says nothing'}`, async (t) => {
    const server = spawn(process.execPath, ['src/cli/bin.ts', '--port=0', ...flags], { env: quietEnvironment() });
    const lines: string[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      lines.push(line);
      // The warning, where there is one, is said together with the address.
      if (line.includes('"url"')) setTimeout(() => server.kill('SIGTERM'), 200);
    }
    const [code] = server.exitCode === null ? await once(server, 'exit') : [server.exitCode];
    if (flags[0] === '--host=::1' && code !== 0) return t.pass('this machine has no IPv6');
    t.equal(code, 0);
    t.equal(warning.test(lines.join('\n')), warns, lines.join('\n'));
    return undefined;
  });
}

test('answers HEAD wherever GET is answered', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  for (const url of [
    '/_emulator/health',
    '/_emulator',
    '/_emulator/worlds',
    '/_emulator/worlds/default/journal/stream',
  ]) {
    const { statusCode, body } = await emulator.inject({ method: 'HEAD', url });
    t.same([statusCode, body], [200, ''], url);
  }
  t.equal((await emulator.inject({ method: 'HEAD', url: '/_emulator/nonsense' })).statusCode, 404);
});

import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { selfSignedTls } from '../../src/tls/tls.ts';
import { run } from './run.ts';

const wait = (argv: readonly string[], environment: Record<string, string> = {}) =>
  run(['wait', ...argv], { environment });

type Health = { statuses: number[]; tls?: { cert: string; key: string } };

/** Answers health with these statuses, one after the other, and with the last from then on. */
async function serveHealth(t: Test, { statuses, tls }: Health): Promise<number> {
  const server = (tls ? createTlsServer(tls) : createServer()).on('request', (request, response) => {
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    response.writeHead(request.url === '/_emulator/health' ? (status ?? 200) : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return (server.address() as AddressInfo).port;
}

t.test('it is patient until the server is ready', async (t) => {
  const port = await serveHealth(t, { statuses: [503, 503, 200] });
  t.match(await wait(['--url', `http://127.0.0.1:${port}/scim/v2`, '--timeout', '5']), { code: 0, stderr: '' });
});

t.test('it finds the server of its own environment, by https too', async (t) => {
  const port = String(await serveHealth(t, { statuses: [200] }));
  t.match(await wait([], { POSTMAN_SCIM_EMULATOR_PORT: port, POSTMAN_SCIM_EMULATOR_HOST: '0.0.0.0' }), { code: 0 });
  const tls = selfSignedTls([], t.testdir());
  const tlsPort = String(await serveHealth(t, { statuses: [200], tls }));
  t.match(await wait([], { POSTMAN_SCIM_EMULATOR_PORT: tlsPort, POSTMAN_SCIM_EMULATOR_TLS: 'self-signed' }), {
    code: 0,
  });
});

t.test('it gives up in time, and says what it found', async (t) => {
  const port = await serveHealth(t, { statuses: [503] });
  const from = Date.now();
  t.match(await wait(['--url', `http://127.0.0.1:${port}`, '--timeout', '0.3']), {
    code: 1,
    stderr: /is not ready after 0\.3 s: it answers 503\n$/,
  });
  t.ok(Date.now() - from < 2000);
  t.match(await wait(['--url', 'http://127.0.0.1:1', '--timeout', '0']), {
    code: 1,
    stderr: /http:\/\/127\.0\.0\.1:1 .*: no server listens at this address\n$/,
  });
  t.match(await wait(['--url', `https://127.0.0.1:${port}`, '--timeout', '0']), {
    stderr: /: the server uses http, not https\n$/,
  });
});

t.test('refuses what it cannot take in one line, with exit code 2', async (t) => {
  for (const [argv, stderr] of [
    [['--timeout', 'soon'], '--timeout: expected a number of seconds, got "soon"'],
    [['--url', 'localhost'], '--url: expected an http or https URL such as http://127.0.0.1:7246, got "localhost"'],
    [['--never'], '--never: expected a flag that --help lists, got an unknown flag'],
  ] as const) {
    t.same(await wait(argv), { code: 2, stdout: '', stderr: `postman-scim-emulator wait: ${stderr}\n` });
  }
});

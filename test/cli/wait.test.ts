import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { wait } from '../../src/cli/wait.ts';
import { SettingsError } from '../../src/config.ts';
import { selfSignedTls } from '../../src/tls/tls.ts';

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
  t.equal(await wait(['--url', `http://127.0.0.1:${port}/scim/v2`, '--timeout', '5'], {}), 0);
});

t.test('it finds the server of its own environment, by https too', async (t) => {
  const port = String(await serveHealth(t, { statuses: [200] }));
  t.equal(await wait([], { POSTMAN_SCIM_EMULATOR_PORT: port, POSTMAN_SCIM_EMULATOR_HOST: '0.0.0.0' }), 0);
  const tls = selfSignedTls([], t.testdir());
  const tlsPort = String(await serveHealth(t, { statuses: [200], tls }));
  t.equal(await wait([], { POSTMAN_SCIM_EMULATOR_PORT: tlsPort, POSTMAN_SCIM_EMULATOR_TLS: 'self-signed' }), 0);
});

t.test('it gives up in time, and says what it found', async (t) => {
  const port = await serveHealth(t, { statuses: [503] });
  const said = t.capture(process.stderr, 'write', () => true);
  const from = Date.now();
  t.equal(await wait(['--url', `http://127.0.0.1:${port}`, '--timeout', '0.3'], {}), 1);
  t.ok(Date.now() - from < 2000);
  t.equal(await wait(['--url', 'http://127.0.0.1:1', '--timeout', '0'], {}), 1);
  const lines = said().map(({ args }) => String(args[0]));
  t.match(lines, [
    /is not ready after 0\.3 s: it answers 503\n$/,
    /http:\/\/127\.0\.0\.1:1 .*: nothing listens there\n$/,
  ]);
});

t.test('what it cannot take is refused in one line', async (t) => {
  await t.rejects(wait(['--timeout', 'soon'], {}), new SettingsError('--timeout takes seconds, not "soon"'));
  await t.rejects(wait(['--url', 'localhost'], {}), { message: /^--url takes an address such as/ });
  await t.rejects(wait(['--never'], {}), { message: "Unknown option '--never' (see wait --help)" });
});

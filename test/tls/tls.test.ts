import { execFile } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fastify from 'fastify';
import t, { type Test } from 'tap';
import { createRunCertificate } from '../../src/tls/certificate.ts';
import { loadTls, postmanHostnames, selfSignedTls } from '../../src/tls/tls.ts';

const run = promisify(execFile);

/** A server on a real socket with this certificate; answers with the name the client asked for by SNI. */
async function serve(t: Test, https: { cert: string; key: string }): Promise<number> {
  const app = fastify({ https });
  app.get('/', () => ({ answered: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  t.teardown(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

/** Asks 127.0.0.1, as a client with a changed hosts file would that believes it speaks to `host`. */
function ask(port: number, host: string, ca?: string): Promise<{ status: number | undefined; error?: string }> {
  return new Promise((resolve) => {
    const servername = /^[\d.]+$|:/.test(host) ? '' : host;
    const call = request({ host: '127.0.0.1', port, servername, headers: { host }, agent: false, ...(ca && { ca }) });
    call.on('response', (response) => response.resume().on('end', () => resolve({ status: response.statusCode })));
    call.on('error', (error: NodeJS.ErrnoException) => resolve({ status: undefined, error: error.code ?? '' }));
    call.end();
  });
}

t.test('a client that trusts the printed file reaches every Postman address', async (t) => {
  const tls = selfSignedTls(['scim.test'], t.testdir());
  const port = await serve(t, tls);
  const ca = readFileSync(tls.certPath, 'utf8');
  for (const host of [
    'localhost',
    '127.0.0.1',
    'api.getpostman.com',
    'api.postman.com',
    'api.eu.postman.com',
    'scim.test',
  ]) {
    t.same(await ask(port, host, ca), { status: 200 }, host);
  }
  t.match(await ask(port, 'api.example.com', ca), { error: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'another name is refused');
  t.match(await ask(port, 'localhost'), { error: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'without trust there is no answer');
});

t.test('the certificate says what strict clients look for', (t) => {
  const { authority, certificate } = createRunCertificate([...postmanHostnames, 'fd00::12:3', '0.0.0.0']);
  const issuer = new X509Certificate(authority);
  const server = new X509Certificate(certificate);
  t.equal(issuer.ca, true);
  t.equal(server.ca, false);
  t.ok(server.checkIssued(issuer));
  t.ok(server.verify(issuer.publicKey));
  t.same(server.keyUsage, ['1.3.6.1.5.5.7.3.1'], 'for servers');
  t.equal(server.checkIP('::1'), '::1');
  t.equal(server.checkIP('fd00::12:3'), 'fd00::12:3');
  t.equal(server.checkIP('::2'), undefined);
  const days = (Date.parse(server.validTo) - Date.now()) / 86_400_000;
  t.ok(days > 300 && days < 398, 'for as long as the strictest client allows, and no longer');
  t.end();
});

t.test('OpenSSL verifies the chain in its strict mode', async (t) => {
  const openssl = await run('openssl', ['version']).catch(() => undefined);
  if (openssl === undefined) return t.comment('no openssl here');
  const { authority, certificate } = createRunCertificate(postmanHostnames);
  const folder = t.testdir({ 'ca.pem': authority, 'server.pem': certificate });
  const strict = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'api.getpostman.com'];
  const { stdout } = await run('openssl', [
    'verify',
    ...strict,
    '-CAfile',
    join(folder, 'ca.pem'),
    join(folder, 'server.pem'),
  ]);
  t.match(stdout, /server\.pem: OK/);
});

t.test('two runs make two authorities, and neither key is on disk', (t) => {
  const [one, two] = [selfSignedTls(), selfSignedTls()];
  t.not(one.certPath, two.certPath);
  t.not(one.cert, two.cert);
  t.ok(existsSync(one.certPath));
  t.notMatch(readFileSync(one.certPath, 'utf8'), /PRIVATE KEY/);
  t.end();
});

t.test("a certificate and key of one's own", async (t) => {
  const made = createRunCertificate(['scim.test']);
  const folder = t.testdir({ 'cert.pem': made.certificate, 'key.pem': made.key });
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const port = await serve(t, loadTls(files));
  t.same(await ask(port, 'scim.test', made.authority), { status: 200 });
});

t.test('files that do not serve are refused in one line', (t) => {
  const made = createRunCertificate(['scim.test']);
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const folder = t.testdir({
    'cert.pem': made.certificate,
    'key.pem': made.key,
    'other.pem': other.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'locked.pem': other.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    'text.pem': 'no PEM\n',
  });
  const load = (cert: string, key: string) => () => loadTls({ cert: join(folder, cert), key: join(folder, key) });
  t.throws(load('none.pem', 'key.pem'), { message: /^The TLS certificate cannot be read: ENOENT.*none\.pem/ });
  t.throws(load('cert.pem', 'none.pem'), { message: /^The TLS private key cannot be read: ENOENT/ });
  t.throws(load('text.pem', 'key.pem'), { message: /text\.pem holds no PEM certificate$/ });
  t.throws(load('cert.pem', 'text.pem'), { message: /text\.pem holds no PEM private key$/ });
  t.throws(load('cert.pem', 'locked.pem'), { message: /locked\.pem is protected by a passphrase/ });
  t.throws(load('cert.pem', 'other.pem'), { message: /does not belong to the certificate/ });
  writeFileSync(join(folder, 'file'), '');
  t.throws(() => selfSignedTls([], join(folder, 'file', 'below')), {
    message: /^The certificate to trust cannot be written: /,
  });
  t.end();
});

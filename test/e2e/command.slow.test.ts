import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import packageJson from '../../package.json' with { type: 'json' };
import { createClient, key } from '../helpers.ts';
import { bin, environment, refuses, run, start, user } from './child.ts';

test('--help names every flag, --version the version', async (t) => {
  const help = run(['--help']);
  t.equal(help.code, 0);
  const flags = [
    'host',
    'port',
    'key',
    'profile',
    'quirk',
    'verified-domain',
    'rate-limit',
    'data',
    'seed',
    'id-seed',
    'any-key',
  ];
  flags.push('control-token', 'journal', 'tls', 'log-level', 'version', 'help');
  for (const flag of flags) t.match(help.stdout, `--${flag} `);
  t.match(help.stdout, /curl .*http:\/\/127\.0\.0\.1:7246\/scim\/v2\/Users/);
  t.match(help.stdout, 'POSTMAN_SCIM_EMULATOR_VERIFIED_DOMAIN');
  t.same(run(['--version']), { code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

test('outside a terminal: JSON lines, one with the url, and no banner', async (t) => {
  const { lines, url, client } = await start(t);
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  const listening = lines().filter((line) => line.url);
  t.match(listening, [{ url, baseUrl: `${url}/scim/v2`, version: packageJson.version }]);
  t.equal((await client.get('/Users')).status, 200);
  t.same(await (await fetch(`${url}/_emulator/health`)).json(), { status: 'ok', version: packageJson.version });
});

const script = spawnSync('script', ['--version']).status === 0;

test('in a terminal: a banner to copy from', { skip: script ? false : 'there is no script(1) here' }, async (t) => {
  const command = `exec '${process.execPath}' '${bin}' --port 0 --key my-key`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], { env: environment });
  t.teardown(() => child.kill('SIGKILL'));
  let shown = '';
  child.stdout.on('data', (data) => {
    shown += data;
  });
  for (let waited = 0; !shown.includes('Stop') && waited < 20_000; waited += 20) await sleep(20);
  t.match(shown, /Base URL {3}http:\/\/127\.0\.0\.1:\d+\/scim\/v2/);
  t.match(shown, /API key {4}my-key/);
  t.notMatch(shown, '{"level"', 'no JSON lines');
  const [, curl = ''] = /(curl .*)\r\n/.exec(shown) ?? [];
  const { stdout } = spawnSync('sh', ['-c', `${curl} -s`], { encoding: 'utf8' });
  t.match(stdout, /^\{"schemas":\["urn:ietf:params:scim:api:messages:2\.0:ListResponse"\]/, 'the curl line works');
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.stdin.write('\x03');
  t.equal(await ended, 0, 'and Ctrl+C ends it');
});

test('a taken port', async (t) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as { port: number };
  refuses(t, run(['--port', String(port)]), new RegExp(`port ${port} on 127.0.0.1 is taken`), 1);
});

test('a directory that cannot be written to, and a host that is not here', async (t) => {
  const directory = t.testdir({ file: 'x' });
  refuses(
    t,
    run(['--port', '0', '--data', join(directory, 'file', 'data')]),
    /data directory .* cannot be written to/,
    1,
  );
  refuses(t, run(['--port', '0', '--host', '192.0.2.1']), /no address 192\.0\.2\.1/, 1);
  refuses(
    t,
    run(['--port', '0', '--seed', join(directory, 'none.json')]),
    /seed .*: expected a file that can be read, got ENOENT/,
  );
  refuses(t, run(['--port', '0', '--seed', join(directory, 'file')]), /seed .*: expected JSON, got/);
});

test('flags and values that cannot be, and a key that looks real', async (t) => {
  refuses(t, run(['--nonsense']), /--nonsense/);
  refuses(t, run(['--quirk', 'items-per-page=x']), /returned or count, got "x"/);
  const real = run(['--port', '0'], { POSTMAN_SCIM_EMULATOR_KEY: 'PMAK-0123456789abcdef' });
  refuses(t, real, /POSTMAN_SCIM_EMULATOR_KEY: expected a made-up key/);
  t.notMatch(real.stderr, '0123456789abcdef', 'and is not repeated');
});

test('environment variables mirror the flags, which come first', async (t) => {
  const { client, url } = await start(t, ['--profile', '2026-08'], {
    POSTMAN_SCIM_EMULATOR_PROFILE: 'classic',
    POSTMAN_SCIM_EMULATOR_QUIRK: 'items-per-page=count, filter-active=refuse',
    POSTMAN_SCIM_EMULATOR_VERIFIED_DOMAIN: 'example.com,Example.org',
    POSTMAN_SCIM_EMULATOR_ANY_KEY: 'true',
  });
  t.equal((await client.get('/Users?startIndex=0')).status, 400, "the flag's profile");
  t.equal((await client.get('/Users')).body.itemsPerPage, 100);
  t.equal((await client.get('/Users?filter=active%20eq%20true')).status, 400);
  const { id } = (await client.post('/Users', user('a@example.com'))).body;
  t.equal((await client.put(`/Users/${id}`, { userName: 'a@example.org' })).body.userName, 'a@example.org');
  t.equal((await createClient(`${url}/scim/v2`, { authorization: 'made-up' }).get('/Users')).body.totalResults, 0);
});

test('the log warns of what looks like a real key, and holds no key, no Authorization and no body', async (t) => {
  const { client, url, lines, output, child, ended } = await start(t);
  const real = 'PMAK-0123456789abcdef01234567-0123456789abcdef';
  for (const headers of [{ authorization: `Bearer ${real}` }, { authorization: real }, { 'x-api-key': real }]) {
    t.equal(
      (
        await createClient(`${url}/scim/v2`, { ...headers, 'content-type': 'application/json' }).post(
          '/Users',
          user('secret@example.com'),
        )
      ).status,
      401,
    );
  }
  await client.post('/Users', user('secret@example.com'));
  await client.send('PUT', '/Users/x', '{"secret');
  child.kill('SIGTERM');
  t.equal((await ended).code, 0);
  t.ok(lines().some(({ level, msg }) => level === 40 && /real Postman key/.test(msg)));
  for (const secret of [real, '0123456789abcdef', key, 'Bearer', 'secret', 'Taylor']) {
    t.notMatch(output.stdout + output.stderr, secret, secret);
  }
});

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import t, { type Test, test } from 'tap';
import { selfSignedTls } from '../../src/tls/tls.ts';
import { run as runCommand } from '../cli/run.ts';
import { startProxy } from './proxy.ts';
import { emailDomain, key, startTarget } from './target.ts';

t.setTimeout(180_000);

type RunOptions = { readonly env?: Record<string, string>; readonly typed?: string };

const run = async (argv: readonly string[], { env = { POSTMAN_SCIM_KEY: key }, typed }: RunOptions = {}) => {
  const { code, stdout: out, stderr: err } = await runCommand(['verify', ...argv], { environment: env, typed });
  return { code, out, err };
};

const target = async (t: Test): Promise<string> => {
  const { url, close } = await startTarget();
  t.teardown(close);
  return url;
};

const notFound = { status: 404, headers: { 'content-type': 'application/json' }, body: '{}' };

const writing = ['--write', '--email-domain', emailDomain, '--prefix', 'kit'];

test('help is printed, and mistakes are said in a line', async (t) => {
  const { code, out } = await run(['--help']);
  t.equal(code, 0);
  t.match(out, /--url.*--email-domain.*of a real team they may name people.*Exit code/s);
  const url = ['--url', 'http://127.0.0.1:2'];
  const mistakes: [string[], RegExp][] = [
    [[], /flags: expected --url and --key, got no --url\n/],
    [['--url', 'ftp://x'], /--url: expected an http or https URL/],
    [[...url, '--nonesuch'], /nonesuch/],
    [[...url, '--profile', '1999'], /2026-08/],
    [[...url, '--quirk', 'items-per-page=x'], /returned or count/],
    [[...url, '--only', 'x'], /--only: expected the id of a behaviour, got "x"/],
    [[...url, '--budget', '0'], /--budget/],
    [[...url, '--format', 'xml'], /--format/],
    [[...url, '--write'], /--write: expected --email-domain and --prefix, got no --email-domain and no --prefix/],
    [[...url, '--write', '--email-domain', 'example.com'], /got no --prefix/],
    [[...url, '--write', '--email-domain', 'example.com', '--prefix', '1x'], /2 to 31 .* a letter first/],
    [url, /no answer to GET \/Users: no server listens at this address \(ECONNREFUSED\)/],
    [['--url', 'http://127.0.0.1:1'], /nothing is ever asked of that port/],
  ];
  for (const [argv, message] of mistakes) {
    const { code, err } = await run(argv);
    t.equal(code, 2, argv.join(' '));
    t.match(err, message);
    t.equal(err.trimEnd().split('\n').length, 1, 'in one line');
  }
  t.match(await run(url, { env: {} }), { code: 2, err: /got no --key/ });
});

test('what agrees exits 0, what differs 1 with both answers and the reading that explains it', async (t) => {
  const url = await target(t);
  const { code, out, err } = await run(['--url', url]);
  t.equal(code, 0);
  t.match(out, /✓ items-per-page\n/);
  t.match(out, /\d+ agree, 0 differ, \d+ not tried; compared with classic, \d+ requests\.\n$/);
  t.equal(err, '');
  const other = await run(['--url', `${url}/scim/v2/`, '--quirk', 'items-per-page=count', '--only', 'items-per-page']);
  t.equal(other.code, 1);
  t.match(other.out, /✗ items-per-page \(documented\)/);
  t.match(other.out, /the answer agrees with items-per-page=returned; contradicts what is documented/);
  t.match(
    other.out,
    /expected: 200 application\/json\n.*"itemsPerPage":2.*answered: 200 application\/json\n.*"itemsPerPage":0/s,
  );
  const guess = ['--quirk', 'start-index-below-one=refuse', '--only', 'start-index-below-one'];
  const inferred = await run(['--url', url, ...guess]);
  t.match(inferred.out, /Contradicted, of what was only inferred: start-index-below-one\./);
});

test('a key that is refused, and nothing that could be tried, exit 2', async (t) => {
  const url = await target(t);
  t.match(await run(['--url', url, '--key', 'wrong']), { code: 2, err: /the key is refused with 401/ });
  t.match(await run(['--url', url, '--only', 'user-exists']), { code: 2, out: /user-exists: not tried, it writes/ });
});

test("the reason why an emulator's control plane is not used is the true one", async (t) => {
  const url = await target(t);
  const of = (...argv: string[]) => run(['--url', url, '--only', 'scim-off', ...argv]);
  t.match(await of(), { out: /scim-off: not tried, .* it is used with --write only/ });
  const record = ['--record', join(t.testdir(), 'r.json')];
  t.match(await of(...writing, '--yes', ...record), { out: /scim-off: not tried, .* not used with --record/ });
});

test('a certificate that is not trusted comes with what to do about it', async (t) => {
  const { cert, key: certKey } = selfSignedTls([], t.testdir());
  const server = createServer({ cert, key: certKey });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const { code, err } = await run(['--url', `https://127.0.0.1:${(server.address() as AddressInfo).port}`]);
  t.equal(code, 2);
  t.match(err, /set NODE_EXTRA_CA_CERTS to the path of the ca\.pem that it printed \(SELF_SIGNED_CERT_IN_CHAIN\)/);
});

test('whoever is not found any more is told as gone', async (t) => {
  const proxy = await startProxy(await target(t), {
    request: (request) => (/PATCH|GET/.test(request.method) && /Users\/\w/.test(request.path) ? notFound : request),
  });
  t.teardown(proxy.close);
  const { err } = await run(['--url', proxy.url, ...writing, '--yes', '--only', 'deactivation']);
  t.match(err, /Left behind:\n- person kit-.*: gone\n/);
  t.notMatch(err, /STILL/);
});

test('before it writes it says what that costs, and wants a yes', async (t) => {
  const url = await target(t);
  const only = ['--only', 'joins-at-once', '--only', 'group-delete'];
  const refused = await run(['--url', url, ...writing, ...only]);
  t.equal(refused.code, 2);
  t.match(refused.err, /up to 3 Postman accounts.*cannot delete.*Seats.*Mail.*--yes: required/s);
  t.match(await run(['--url', url, ...writing, ...only], { typed: 'no' }), { code: 2 });
  const yes = await run(['--url', url, ...writing, ...only], { typed: 'yes' });
  t.equal(yes.code, 0);
  t.match(yes.out, /✓ joins-at-once\n✓ group-delete\n/);
  t.match(yes.err, /Left behind:\n- person kit-.*@example\.com \([0-9a-f]{48}\): deactivated\n/);
  t.notMatch(yes.err, /STILL/);
});

test('a budget is kept to, and enough of it is kept back to clean up', async (t) => {
  const url = await target(t);
  const { code, out, err } = await run(['--url', url, ...writing, '--yes', '--budget', '60', '--format', 'json']);
  t.equal(code, 0);
  const account = JSON.parse(out);
  t.ok(account.requests <= 60, `${account.requests} requests`);
  t.match(JSON.stringify(account.results), /the budget of 60 requests is spent/);
  t.equal(account.budgetEnded, true);
  t.match(err, /Left behind/);
  t.notMatch(err, /STILL/);
});

test('a run that its budget ended says so', async (t) => {
  const { code, out } = await run(['--url', await target(t), '--budget', '20']);
  t.equal(code, 0);
  t.match(out, /Only \d+ of \d+ tried: the budget ended\.\n$/);
});

test('a 429 is waited out, as its headers ask', async (t) => {
  let refusals = 2;
  const limited = { status: 429, headers: { retryafter: '1' }, body: '' };
  const proxy = await startProxy(await target(t), { answer: (answer) => (refusals-- > 0 ? limited : answer) });
  t.teardown(proxy.close);
  const started = performance.now();
  const { code, err } = await run(['--url', proxy.url, '--only', 'items-per-page']);
  t.equal(code, 0);
  t.match(err, /429: waiting 1 seconds/);
  t.ok(performance.now() - started > 1900);
});

test('the key is in nothing that comes out, even where a server says it', async (t) => {
  const url = await target(t);
  const proxy = await startProxy(url, {
    answer: (answer, { headers }) => ({
      ...answer,
      headers: { ...answer.headers, 'x-echo': key },
      body: answer.body.replace(/"detail":"[^"]*"/, `"detail":"${headers.authorization}"`),
    }),
  });
  t.teardown(proxy.close);
  const folder = t.testdir();
  const [json, markdown, record] = ['r.json', 'r.md', 'recording.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const files = [
    '--format',
    'json',
    '--output',
    json,
    '--format',
    'markdown',
    '--output',
    markdown,
    '--format',
    'text',
  ];
  files.push('--record', record);
  const { code, out, err } = await run(['--url', proxy.url, ...writing, '--yes', ...files, '--key', key], { env: {} });
  t.equal(code, 1);
  t.match(out, /\(the key\)/);
  for (const text of [out, err, ...[json, markdown, record].map((file) => readFileSync(file, 'utf8'))]) {
    t.notMatch(text, key);
    t.ok(text.length > 100);
  }
  t.match(JSON.parse(readFileSync(record, 'utf8')), { version: 1, profile: { 'items-per-page': 'returned' } });
  t.match(readFileSync(markdown, 'utf8'), /\n## What is wrong, in short\n\n- /);
  t.match(readFileSync(markdown, 'utf8'), /\| user-not-found \| documented \| ✗ differs \|/);
});

type Told = { results: { quirk: string; outcome: string; butFor: string[]; disagreements: unknown[] }[] };

const differing = (results: Told['results']) =>
  results.filter(({ outcome }) => outcome === 'differs').map(({ quirk }) => quirk);

test('the same deviation is told once, by the check that names it', async (t) => {
  const proxy = await startProxy(await target(t), {
    answer(answer) {
      const shifted = answer.body.replaceAll('"active":', '"nickName":"Kit","active":');
      return answer.body.includes('core:2.0:User"],"id"') ? { ...answer, body: shifted } : answer;
    },
  });
  t.teardown(proxy.close);
  const { code, out } = await run(['--url', proxy.url, ...writing, '--yes', '--record', join(t.testdir(), 'r.json')]);
  t.equal(code, 1);
  t.match(out, /^What is wrong, in short:\n- never-stored: .* But \/.*nickName is unexpected: "Kit"\n\n/);
  t.match(out, /✗ never-stored \(documented\).*nickName is unexpected: "Kit"/s);
  t.match(out, /\n~ deactivation: agrees but for never-stored\n/);
  t.match(out, /\d+ agree, \d\d agree but for what others say, 1 differ, /);
  t.notMatch(out, /Contradicted/);
});

test('another reading is told once, by the check of its quirk', async (t) => {
  const { url, close } = await startTarget({ quirks: { 'items-per-page': 'count', 'put-active': 'apply' } });
  t.teardown(close);
  const { code, out } = await run(['--url', url, ...writing, '--yes', '--format', 'json']);
  t.equal(code, 1);
  const { results } = JSON.parse(out) as Told;
  t.same(differing(results), ['put-active', 'items-per-page']);
  const otherwise = results.filter(({ outcome }) => outcome === 'agrees otherwise');
  t.ok(otherwise.length > 10);
  t.same([...new Set(otherwise.flatMap(({ butFor }) => butFor))], ['items-per-page']);
  const inText = await run(['--url', url, '--quirk', 'put-active=apply']);
  t.match(inText.out, /~ authorization-forms: agrees but for items-per-page\n/);
  t.match(inText.out, /It reads, other than expected: items-per-page=count\./);
});

test('several deviations at once are each told once, and what is wrong beside them still is', async (t) => {
  const proxy = await startProxy(await target(t), {
    answer({ status, headers, body }, { method, path }) {
      const changed = body
        .replace(/"itemsPerPage":\d+/, '"itemsPerPage":7')
        .replaceAll(/"meta":\{"resourceType":"(User|Group)"/g, '$&,"version":"1"')
        .replaceAll('"meta":{"created"', '"meta":{"version":"1","created"')
        .replace(/"status":"(\d+)"\}$/, '"status":$1,"trace":"t"}')
        .replaceAll('"display":', '"type":"User","display":');
      const exists = method === 'POST' && path.endsWith('/Users') && status === 409;
      return {
        status: exists ? 400 : status,
        headers:
          headers['content-type']?.startsWith('application/json') && path.startsWith('/scim')
            ? { ...headers, 'content-type': 'application/scim+json; charset=utf-8' }
            : headers,
        body: path.startsWith('/scim') ? changed : body,
      };
    },
  });
  t.teardown(proxy.close);
  const { out } = await run(['--url', proxy.url, ...writing, '--domain-verified', '--yes', '--format', 'json']);
  const { results } = JSON.parse(out) as Told;
  const general = [
    'response-charset',
    'scim-json-accepted',
    'user-not-found',
    'never-stored',
    'items-per-page',
    'group-post-key-order',
  ];
  const taken = ['user-exists', 'pending-invite-conflict', 'deactivated-conflict', 'address-case'];
  t.same(differing(results).sort(), [...general, ...taken].sort());
  const exists = results.find(({ quirk }) => quirk === 'user-exists');
  t.match(exists, { butFor: ['scim-json-accepted', 'user-not-found'] });
  t.match(exists?.disagreements, [{ differences: [{ at: 'status', actual: '400' }] }], 'by its own behaviour alone');
});

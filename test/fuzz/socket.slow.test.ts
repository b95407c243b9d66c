import fc from 'fast-check';
import t, { test } from 'tap';
import { createClient } from '../e2e/client.ts';
import { residentMemory, startCommand } from '../e2e/command.ts';
import { addressOf, answersIn, converse } from '../e2e/raw-socket.ts';
import { atMost, effort, isLong, leastOf, seed } from '../effort.ts';
import { inputs } from './inputs.ts';
import { phrasesIn } from './phrases.ts';
import { scimTemplates } from './templates.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const numRuns = effort(300, 10_000);

const secrets = {
  key: 'emulated-very-secret-key',
  token: 'very-secret-token',
  password: 'very-secret-password',
  /** A key with the look of Postman's own. */
  real: `PMAK-${'5e'.repeat(12)}-${'c4'.repeat(17)}`,
};

const head = `Host: emulator.test\r\nAuthorization: Bearer ${secrets.key}\r\n`;
const line = fc.constantFrom(
  'GET /scim/v2/Users HTTP/1.1',
  'GET /scim/v2/Users?filter=userName eq "a b" HTTP/1.1',
  'GET /scim/v2/Users HTTP/1.0',
  'GET /scim/v2/Users HTTP/9.9',
  'GET  /scim/v2/Users  HTTP/1.1',
  'get /scim/v2/Users HTTP/1.1',
  'FROBNICATE /scim/v2/Users HTTP/1.1',
  'CONNECT /scim/v2/Users HTTP/1.1',
  'QUERY /scim/v2/Users HTTP/1.1',
  'GET http://evil.test/scim/v2/Users HTTP/1.1',
  'GET * HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'GET /scim/v2/Users\u0000 HTTP/1.1',
  'GET /scim/v2/\u00ff\u00fe HTTP/1.1',
  `GET /${'x'.repeat(20_000)} HTTP/1.1`,
  'GET',
  '',
  'PRI * HTTP/2.0',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
);
const header = fc.constantFrom(
  '',
  'Content-Length: -1\r\n',
  'Content-Length: 5\r\nContent-Length: 6\r\n',
  'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Transfer-Encoding: chunked, identity\r\n',
  'Transfer-Encoding: x\r\n',
  'Expect: 100-continue\r\nContent-Length: 2\r\n',
  'Upgrade: h2c\r\nConnection: Upgrade\r\n',
  'No colon\r\n',
  ': no name\r\n',
  'X\u0000Y: z\r\n',
  'X-Folded: a\r\n b\r\n',
  'Host: again\r\n',
  'Connection: close\r\n',
  `Cookie: ${'c'.repeat(30_000)}\r\n`,
);
const garbage = fc.oneof(
  fc
    .tuple(line, header, fc.constantFrom('', '{}', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n'))
    .map(([l, h, rest]) => Buffer.from(`${l}\r\n${head}${h}\r\n${rest}`, 'latin1')),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);

test('garbage over a socket, to the real command', async (t) => {
  const args = ['--key', secrets.key, '--control-token', secrets.token, '--log-level', 'debug'];
  const command = await startCommand(args);
  t.teardown(() => command.end('SIGKILL'));
  const address = addressOf(command.url);
  const { call, createUser } = createClient(command.url, secrets.key);
  const { body } = await createUser('user@example.test', { password: secrets.password });
  const memory: number[] = [];

  let tried = 0;
  const sendGarbage = async (bytes: Buffer): Promise<void> => {
    tried += 1;
    const text = await converse(address, bytes, 40);
    const phrases = phrasesIn(text);
    const shown = `${JSON.stringify(bytes.toString('latin1').slice(0, 300))} -> ${text.slice(0, 500)}`;
    if (phrases.length > 0) throw new Error(`says ${phrases.join(', ')}: ${shown}`);
    for (const { status, body: answer } of answersIn(text)) {
      if (status >= 500) throw new Error(`an error of its own: ${shown}`);
      if (status >= 400 && !answer.startsWith('{')) throw new Error(`no answer of Postman's shape: ${shown}`);
    }
    if (tried % 10 === 0) {
      memory.push(residentMemory(command.child.pid as number));
      const { status } = await call('GET', '/Users?count=1');
      if (status !== 200) throw new Error(`a plain client gets ${status} after: ${shown}`);
    }
  };
  await fc.assert(fc.asyncProperty(garbage, sendGarbage), { seed, numRuns, ...atMost(8000) });

  const headers = { authorization: `Bearer ${secrets.key}` };
  const templates = scimTemplates(String(body.id), 'none').map((template) =>
    template.body === undefined ? template : { ...template, body: { ...template.body, password: secrets.password } },
  );
  const overFetch = fc.asyncProperty(inputs(templates, headers), async ({ method, url, headers: sent, payload }) => {
    tried += 1;
    const init = { method, headers: sent, body: payload === undefined ? null : new Uint8Array(Buffer.from(payload)) };
    // What fetch itself refuses to send is no input.
    const said = await fetch(command.url + url, init).catch(() => undefined);
    const text = (await said?.text()) ?? '';
    if (said !== undefined && said.status >= 500) throw new Error(`an error of its own: ${method} ${url} -> ${text}`);
  });
  await fc.assert(overFetch, { seed, numRuns, ...atMost(8000) });
  for (const path of ['/health', '/worlds/default', '/worlds/default/keys']) {
    await fetch(`${command.url}/_emulator${path}`, { headers: { authorization: `Bearer ${secrets.token}` } });
  }
  await fetch(`${command.url}/scim/v2/Users?key=${secrets.key}&access_token=${secrets.key}`);

  for (const headers of [{ authorization: `Bearer ${secrets.real}` }, { 'x-other': secrets.real }] as Record<
    string,
    string
  >[]) {
    await fetch(`${command.url}/scim/v2/Users?x=${secrets.real}`, { headers });
  }
  await call('POST', '/Users', { userName: 'more@example.test', password: [secrets.password], title: secrets.real });

  const shown: string[] = [];
  for (const path of [
    'journal?limit=1000',
    'journal?format=har',
    'report',
    'report?format=markdown',
    'report?format=text',
  ]) {
    const url = `${command.url}/_emulator/worlds/default/${path}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${secrets.token}` } });
    t.equal(answer.status, 200, path);
    const text = await answer.text();
    t.ok(text.length > 1000, `${path} is not empty`);
    for (const [what, secret] of Object.entries(secrets))
      if (text.includes(secret))
        shown.push(`${what} in ${path}: ${text.slice(text.indexOf(secret) - 80, text.indexOf(secret) + 60)}`);
  }
  t.same(shown, [], 'no secret is in the journal or the report');
  t.match(await call('GET', '/Users?count=1'), { status: 200 }, 'it still serves');
  await command.end();
  for (const [what, secret] of Object.entries(secrets)) {
    t.notOk(command.output().includes(secret), `no ${what} is in the log`);
  }
  t.match(command.output(), /looks like a real Postman key/, 'the warning was given');
  t.ok(tried >= 2 * leastOf(numRuns), `${tried} inputs`);
  t.same(phrasesIn(command.errors()), [], 'nothing untold on the error stream');
  const quarter = Math.floor(memory.length / 4);
  const [early, late] = [Math.max(...memory.slice(quarter, 2 * quarter)), Math.min(...memory.slice(3 * quarter))];
  t.ok(late < early + 40 * 1024, `memory is flat: ${early} KB, then ${late} KB`);
  t.comment(`${tried} inputs, seed ${seed}`);
});

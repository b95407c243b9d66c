import { connect } from 'node:net';
import { test } from 'tap';
import { startServer, world } from './server.ts';

const mega = 1024 * 1024;

test('every route bounds its body, and no body ends the process', async (t) => {
  const { control, port } = await startServer(t);
  const long = JSON.stringify({ name: 'x'.repeat(2 * mega) });
  for (const [method, path] of [
    ['POST', `${world}/teams`],
    ['POST', `${world}/reset`],
    ['PUT', `${world}/clock`],
    ['POST', `${world}/faults`],
    ['PUT', `${world}/snapshots/one`],
  ] as const) {
    const answer = await control(method, path, long);
    t.equal(answer.status, 413, `${method} ${path}`);
  }
  t.equal((await control('PUT', `${world}/document`, long)).status, 400, 'a document may be long');
  for (const type of ['application/json', 'text/plain']) {
    const declared = `POST /_emulator${world}/reset HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 536870900\r\n\r\n`;
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`${declared}aaaa`));
      socket.setEncoding('utf8').on('data', resolve).on('error', reject);
      t.teardown(() => socket.destroy());
    });
    t.match(text, /^HTTP\/1\.1 413 /, type);
    t.match(text, /application\/problem\+json/, type);
  }
});

test('a body of brackets, of values without number, or of a forbidden name is refused before it costs anything', async (t) => {
  const { control } = await startServer(t);
  const put = (text: string) => control('PUT', `${world}/document`, text);
  const began = performance.now();
  const before = process.memoryUsage().rss;
  t.match((await put('['.repeat(30 * mega))).body.detail, /nested too deep/);
  t.match((await put(`[${'{},'.repeat(10_000_001)}{}]`)).body.detail, /more than 10,000,000 values/);
  t.ok(performance.now() - began < 4000, `${performance.now() - began} ms`);
  t.ok(process.memoryUsage().rss - before < 1024 * mega, `${(process.memoryUsage().rss - before) / mega} MB`);
  t.match((await put('{"version":1,"__proto__":{}}')).body.detail, /__proto__/);
  t.match((await put('{"version":1')).body.detail, /not valid JSON/);
  t.match((await put('{"a":"\\\\\\"[[[","b":"')).body.detail, /not valid JSON/);
  const nested = `${'['.repeat(64)}"${'['.repeat(100)}\\\\"${']'.repeat(64)}`;
  t.match((await put(nested)).body.detail, /^body \/: expected/, 'brackets in a string are no nesting');
});

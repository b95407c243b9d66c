import { test } from 'tap';
import type { HarEntry } from '../../src/control/har.ts';
import { startEmulator } from '../../src/index.ts';
import { startServer, world } from './server.ts';

test('the journal as HAR holds every request that is kept, with our notes', async (t) => {
  const { control, scim, port } = await startServer(t);
  const { id } = (await scim().hire('a+b@example.com', { title: 'x' })).body;
  await scim().find('a+b@example.com');
  for (let call = 0; call < 150; call += 1) await scim().get(`/Users/${id}`);
  const answer = await control('GET', `${world}/journal?format=har`);
  t.equal(answer.headers['content-type'], 'application/har+json');
  t.match(answer.headers['content-disposition'], /attachment; filename="default\.har"/);
  const { log } = answer.body;
  t.equal(log.version, '1.2');
  t.equal(log.entries.length, 152);
  const [created, found] = log.entries as HarEntry[];
  t.match(created, {
    startedDateTime: /^20\d\d-/,
    request: {
      method: 'POST',
      url: `http://127.0.0.1:${port}/scim/v2/Users`,
      httpVersion: 'HTTP/1.1',
      postData: { mimeType: 'application/json', text: /a\+b@example\.com/ },
      cookies: [],
    },
    response: { status: 201, statusText: 'Created', content: { mimeType: 'application/json', text: /"active":true/ } },
    cache: {},
    timings: { send: 0, receive: 0 },
    _emulator: { sequence: 1, operation: 'createScimUser', keyForm: 'bearer', fault: null },
  });
  t.ok(Number(created?.time) > 0);
  t.equal(created?.response.content.size, Buffer.byteLength(created?.response.content.text ?? ''));
  t.strictSame(found?.request.queryString, [{ name: 'filter', value: 'userName eq "a+b@example.com"' }]);
  t.ok(created?._emulator.outcomes.some(({ path, outcome }) => path === 'title' && outcome === 'ignored'));
  const some = await control('GET', `${world}/journal?format=har&operation=getScimUserResource&limit=2`);
  t.strictSame(
    some.body.log.entries.map(({ _emulator }: HarEntry) => _emulator.sequence),
    [151, 152],
  );
});

test('secrets are masked in HAR', async (t) => {
  const { control, scim } = await startServer(t);
  const headers = { cookie: 'secret-1', 'x-api-key': 'secret-2' };
  await scim().send('POST', '/Users', { userName: 'a@example.com', password: 'secret-3' }, { headers });
  const { text } = await control('GET', `${world}/journal?format=har`);
  t.notMatch(text, /secret-\d|emulator-scim-key/);
});

test('the library gives the archive', async (t) => {
  const emulator = await startEmulator({ socket: false });
  t.teardown(() => emulator.close());
  await emulator.inject({ url: '/scim/v2/Users', headers: { authorization: emulator.key } });
  const { log } = await emulator.world.journal.har();
  t.equal(log.entries.length, 1);
  t.strictSame((await emulator.world.journal.har({ status: '4xx' })).log.entries, []);
});

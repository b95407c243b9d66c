import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import type { JournalEntry, JournalPage } from '../../schemas/control.ts';
import { notRoutedText } from '../helpers.ts';
import { exchange, startServer, world } from './server.ts';

const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString();

test('an entry holds the request, the answer, and what came of it; secrets are masked', async (t) => {
  const { control, scim, port, agent } = await startServer(t);
  await control('PUT', `${world}/clock`, { now: at(0.5), frozen: true });
  const text = '{"userName":"a@example.com","name":{"givenName":"A","familyName":"B"},"title":"Manager"}';
  const headers = {
    authorization: 'Bearer emulator-scim-key',
    'x-api-key': 'secret-1',
    cookie: 'session=secret-2',
    'proxy-authorization': 'Basic secret-3',
    'content-type': 'application/scim+json',
    'X-Request-Id': '42',
  };
  const created = await exchange(port, { method: 'POST', path: '/scim/v2/Users?x=1&y=a%20b', headers, text }, agent);
  const { body, text: page } = await control('GET', `${world}/journal`);
  t.notMatch(page, /secret-\d|emulator-scim-key/);
  const [entry] = (body as JournalPage).entries;
  t.match(entry, {
    sequence: 1,
    time: at(0.5),
    method: 'POST',
    path: '/scim/v2/Users',
    query: 'x=1&y=a%20b',
    operation: 'createScimUser',
    team: 'team-1',
    resource: null,
    keyForm: 'bearer',
    requestBody: text,
    status: 201,
    responseBody: created.text,
    fault: null,
    limited: false,
    reason: null,
    changes: [{ resource: 'User', id: JSON.parse(created.text).id, change: 'created' }],
  });
  t.ok(Number(entry?.milliseconds) > 0);
  t.match(entry?.headers, {
    authorization: '***',
    'x-api-key': '***',
    cookie: '***',
    'proxy-authorization': '***',
    'content-type': 'application/scim+json',
    'x-request-id': '42',
  });
  t.ok(entry?.outcomes.some(({ path, outcome }) => path === 'title' && outcome === 'ignored'));

  await scim(null).get('/Users');
  await scim('secret-4').send('PUT', '/Users', {});
  const rest = (await control('GET', `${world}/journal?after=1`)).body.entries;
  t.match(rest, [
    { sequence: 2, team: null, keyForm: 'none', status: 401, requestBody: null, changes: [] },
    { sequence: 3, operation: null, keyForm: 'bearer', status: 404, responseBody: notRoutedText },
  ]);
});

test('a password is masked, also in a body that is no JSON; the report sees that it was sent', async (t) => {
  const { control, scim, port, agent } = await startServer(t);
  const headers = { authorization: 'Bearer emulator-scim-key', 'content-type': 'application/json' };
  const rest = '"userName":"a@example.com","title":"say password: no"';
  for (const [sent, shown] of [
    [`{"password": "se\\"cret-1", ${rest}}`, `{"password": "***", ${rest}}`],
    [`{${rest},"Password":12345}`, `{${rest},"Password":"***"}`],
    ['{"password":"secret-2\\', '{"password":"***"'],
    [`{${rest}}`, `{${rest}}`],
  ] as const) {
    await exchange(port, { method: 'POST', path: '/scim/v2/Users', headers, text: sent }, agent);
    const { body } = await control('GET', `${world}/journal?limit=1000`);
    t.equal((body as JournalPage).entries.at(-1)?.requestBody, shown);
  }
  await scim().post('/Users', { userName: 'b@example.com', password: 'secret-3' });
  const { text } = await control('GET', `${world}/journal`);
  t.notMatch(text, /secret-\d|12345/);
  const report = await control('GET', `${world}/report?format=json`);
  t.ok(report.body.findings.some(({ id }: { id: string }) => id === 'password-sent'));
  t.notMatch(report.text, /secret-\d/);
});

test('requests are found and counted by operation, status, resource and time', async (t) => {
  const { control, scim } = await startServer(t);
  await control('PUT', `${world}/clock`, { now: at(0), frozen: true });
  const { id } = (await scim().hire('a@example.com')).body;
  await scim().hire('a@example.com');
  await control('POST', `${world}/clock/advance`, { seconds: 60 });
  await scim().get(`/Users/${id}`);
  await scim().patch(`/Users/${id}`, { op: 'replace', value: { active: false } });
  await scim().get('/Schemas');
  for (const [query, sequences] of [
    ['', [1, 2, 3, 4, 5]],
    ['operation=createScimUser', [1, 2]],
    ['operation=updateScimUserPatch', [4]],
    ['operation=unrouted', [5]],
    ['status=409', [2]],
    ['status=2xx', [1, 3, 4]],
    ['status=4xx', [2, 5]],
    [`resource=${id}`, [3, 4]],
    [`since=${at(60)}`, [3, 4, 5]],
    [`until=${at(0)}`, [1, 2]],
    [`since=${at(1)}&until=${at(59)}`, []],
    ['after=3', [4, 5]],
    ['operation=createScimUser&status=2xx', [1]],
    ['limit=2', [4, 5]],
  ] as const) {
    const { total, entries } = (await control('GET', `${world}/journal?${query}`)).body as JournalPage;
    t.strictSame(
      entries.map(({ sequence }) => sequence),
      sequences,
      query,
    );
    if (query.startsWith('limit')) t.equal(total, 5);
    else t.equal((await control('GET', `${world}/journal/count?${query}`)).body.count, sequences.length);
  }
  for (const [query, pointer] of [
    ['operation=nothing', '/operation'],
    ['status=6xx', '/status'],
    ['since=yesterday', '/since'],
    ['until=2030-02-31T00:00:00Z', '/until'],
    ['limit=0', '/limit'],
    ['limit=x', '/limit'],
    ['after=-1', '/after'],
    ['limit=1&limit=2', '/limit'],
    ['more=1', '/more'],
  ] as const) {
    const { status, body } = await control('GET', `${world}/journal?${query}`);
    t.equal(status, 400, query);
    t.equal(body.errors[0].path, pointer);
  }
});

test('who waits is answered as soon as it has happened, or when the time is up', async (t) => {
  const { control, scim } = await startServer(t);
  const wait = (query: string) => control('GET', `${world}/journal/wait?${query}`);
  await scim().hire('a@example.com');
  t.strictSame((await wait('operation=createScimUser')).body, { found: true, count: 1 }, 'what was, counts');
  const second = wait('operation=createScimUser&count=2');
  const fresh = wait('operation=createScimUser&after=1&status=409');
  await sleep(50);
  await scim().get('/Users');
  await scim().hire('a@example.com');
  t.strictSame((await second).body, { found: true, count: 2 });
  t.strictSame((await fresh).body, { found: true, count: 1 });
  t.strictSame((await wait('status=500&timeoutSeconds=0.05')).body, { found: false, count: 0 });
  const before = wait('operation=deleteScimGroup');
  await sleep(50);
  await control('DELETE', `${world}/journal`);
  await scim().delete('/Groups/x');
  t.strictSame((await before).body, { found: true, count: 1 }, 'clearing does not end the wait');
});

test('a client that hangs up waits no longer', async (t) => {
  const { control, port, worlds } = await startServer(t);
  const { journal } = worlds.default;
  const controllers = Array.from({ length: 50 }, () => new AbortController());
  const path = `/_emulator${world}/journal/wait?count=9&timeoutSeconds=300`;
  const waits = controllers.map(({ signal }) => fetch(`http://127.0.0.1:${port}${path}`, { signal }).catch(() => {}));
  while (journal.waiting < 50) await sleep(5);
  for (const controller of controllers) controller.abort();
  await Promise.all(waits);
  const deadline = Date.now() + 5000;
  while (journal.waiting > 0 && Date.now() < deadline) await sleep(5);
  t.equal(journal.waiting, 0);
  t.equal((await control('GET', world)).status, 200);
});

test('a server that stops answers those who wait, and stops', async (t) => {
  const { control, close, worlds } = await startServer(t);
  const waiting = control('GET', `${world}/journal/wait?timeoutSeconds=300`);
  while (worlds.default.journal.waiting === 0) await sleep(5);
  const began = Date.now();
  await close();
  t.strictSame((await waiting).body, { found: false, count: 0 });
  t.ok(Date.now() - began < 3000, `${Date.now() - began} ms`);
});

test('keeps as many requests as the limit of a world allows, and counts all of them', async (t) => {
  const { control, scim } = await startServer(t);
  const few = (await control('POST', '/worlds', { id: 'few', journalLimit: 2 })).body;
  const none = (await control('POST', '/worlds', { id: 'none', journalLimit: 0 })).body;
  for (let call = 0; call < 8; call += 1) {
    for (const key of [undefined, few.team.key, none.team.key]) await scim(key).get('/Users');
  }
  const sequences = async (id: string): Promise<number[]> =>
    (await control('GET', `/worlds/${id}/journal`)).body.entries.map((entry: JournalEntry) => entry.sequence);
  t.strictSame(await sequences('default'), [1, 2, 3, 4, 5, 6, 7, 8]);
  t.strictSame(await sequences('few'), [7, 8]);
  t.strictSame(await sequences('none'), []);
  t.equal((await control('GET', world)).body.requests, 8, 'all are counted');
  t.equal((await control('GET', `${world}/journal/count`)).body.count, 8, 'of those that are kept');
  t.equal((await control('DELETE', `${world}/journal`)).status, 204);
  await scim().get('/Users');
  t.strictSame(await sequences('default'), [9], 'the numbers go on');
});

test('reading never writes to the database because of it', async (t) => {
  const { scim, control } = await startServer(t, { data: t.testdir(), seed: undefined });
  await scim().hire('a@example.com');
  const document = (await control('GET', `${world}/document`)).text;
  const { statSync } = await import('node:fs');
  const sizes = () => statSync(`${t.testdirName}/postman-scim-emulator.db-wal`).size;
  const before = sizes();
  for (let call = 0; call < 200; call += 1) await scim().get('/Users');
  await control('GET', `${world}/journal`);
  t.equal(sizes(), before);
  t.equal((await control('GET', `${world}/document`)).text, document);
});

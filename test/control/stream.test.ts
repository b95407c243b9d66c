import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Test, test } from 'tap';
import type { RequestSummary, StreamOpened } from '../../schemas/journal-stream.ts';
import { readEvents, type ServerSentEvent } from '../../src/control/client/event-stream.ts';
import { followJournal } from '../../src/control/journal-events.ts';
import { startEmulator } from '../../src/index.ts';
import { startServer, world } from './server.ts';

type Streamed = ServerSentEvent & {
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into it as clients do
  readonly content: any;
};

/** Opens a stream and reads it event by event. */
const openStream = async (
  t: Test,
  port: number,
  query = '',
  headers: Record<string, string> = {},
  path: string = world,
) => {
  const controller = new AbortController();
  t.teardown(() => controller.abort());
  const { signal } = controller;
  const url = `http://127.0.0.1:${port}/_emulator${path}/journal/stream${query}`;
  const response = await fetch(url, { signal, headers });
  const events = readEvents(response.body?.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>);
  const next = async (): Promise<Streamed | undefined> => {
    const { value } = await events.next();
    return value && { ...value, content: JSON.parse(value.data) };
  };
  const take = async (count: number): Promise<Streamed[]> => {
    const taken: Streamed[] = [];
    while (taken.length < count) {
      const event = await next();
      if (event === undefined) break;
      taken.push(event);
    }
    return taken;
  };
  return { response, next, take, close: () => controller.abort() };
};

const sequences = (events: readonly Streamed[]): number[] => events.map(({ content }) => content.sequence);

test('a stream begins with the next request, and carries the sequence number as id', async (t) => {
  const { scim, port } = await startServer(t);
  await scim().hire('before@example.com');
  const stream = await openStream(t, port);
  t.equal(stream.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  t.match(stream.response.headers.get('cache-control'), /no-store/);
  const opened = await stream.next();
  t.match(opened, { event: 'open', id: '', content: { world: 'default', sequence: 1, missed: 0, restarted: false } });
  await scim().hire('after@example.com', { title: 'Manager' });
  const request = await stream.next();
  t.match(request, { event: 'request', id: '2', content: { sequence: 2, status: 201, method: 'POST' } });
  t.equal(request?.content.headers.authorization, '***', 'the entry is masked as the journal masks it');
});

test('Last-Event-ID replays what came after it, and tells how many requests were missed', async (t) => {
  const { control, scim, port } = await startServer(t);
  const few = (await control('POST', '/worlds', { id: 'few', journalLimit: 5 })).body;
  for (let call = 0; call < 8; call += 1) await scim(few.team.key).get('/Users');
  const open = (query: string, headers?: Record<string, string>) => openStream(t, port, query, headers, '/worlds/few');
  const kept = await open('', { 'last-event-id': '6' });
  t.match(await kept.next(), { event: 'open', content: { sequence: 8, missed: 0, restarted: false } });
  t.strictSame(sequences(await kept.take(2)), [7, 8]);
  const lost = await open('', { 'last-event-id': '1' });
  t.match(await lost.next(), { content: { missed: 2 } });
  t.strictSame(sequences(await lost.take(5)), [4, 5, 6, 7, 8]);
  const whole = await open('?after=0');
  t.match(await whole.next(), { content: { missed: 3 } });
  const other = await open('', { 'last-event-id': '900' });
  t.match(await other.next(), { content: { missed: 3, restarted: true } }, 'a number of another journal');
  t.strictSame(sequences(await other.take(5)), [4, 5, 6, 7, 8]);
  for (const wrong of ['-1', 'x', '1.5', '9'.repeat(20)]) {
    const refused = await openStream(t, port, '', { 'last-event-id': wrong });
    t.equal(refused.response.status, 400, wrong);
  }
});

test('a stream tells of control requests and of a cleared journal, and ends with the world', async (t) => {
  const { control, port, scim } = await startServer(t);
  const key = (await control('POST', '/worlds', { id: 'brief' })).body.team.key;
  const url = `http://127.0.0.1:${port}/_emulator/worlds/brief/journal/stream`;
  const response = await fetch(url);
  const reading = response.text();
  await scim(key).hire('a@example.com');
  await control('POST', '/worlds/brief/teams/team-1/invites', { email: 'b@example.com' });
  await control('POST', '/worlds/brief/teams/team-1/invites', { email: 'no address' });
  await control('POST', '/worlds/brief/clock/advance', { seconds: 1 });
  await control('DELETE', '/worlds/brief/journal');
  await sleep(20);
  await control('DELETE', '/worlds/brief');
  const text = await reading;
  const names = [...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
  t.strictSame(
    names.filter((name) => name !== 'control'),
    ['open', 'request', 'cleared', 'end'],
  );
  const operations = [...text.matchAll(/"operation":"(sendInvite|advanceClock|clearJournal)"/g)].map(([, id]) => id);
  t.strictSame(operations, ['sendInvite', 'advanceClock', 'clearJournal'], 'a refused one changed nothing');
  t.match(text, /event: end\ndata: \{"reason":"world-deleted"\}\n\n$/);
});

test('a stream ends when the server stops, and after so many requests', async (t) => {
  const { scim, port, close } = await startServer(t);
  for (let call = 0; call < 3; call += 1) await scim().get('/Users');
  const counted = await openStream(t, port, '?after=0&count=2');
  t.strictSame(
    (await counted.take(9)).map(({ event }) => event),
    ['open', 'request', 'request', 'end'],
  );
  const stream = await openStream(t, port);
  await stream.next();
  const began = Date.now();
  await Promise.all([close(), stream.next().then((event) => t.match(event?.content, { reason: 'server-stopping' }))]);
  t.equal(await stream.next(), undefined);
  t.ok(Date.now() - began < 3_000);
});

test('a summary names the person, and marks a request without effect', async (t) => {
  const { scim, fault, port } = await startServer(t);
  const { id } = (await scim().hire('Kim@example.com', { title: 'x' })).body;
  await scim().find('kim@example.com');
  await scim().put(`/Users/${id}`, { name: { givenName: 'Taylor', familyName: 'Lee' }, active: false });
  await scim().post('/Groups', { displayName: 'Team "A"' });
  await fault({ operations: ['POST /Users'], effect: { kind: 'error', status: 500 } });
  await scim().hire('x@example.com');
  const stream = await openStream(t, port, '?after=0&view=summary');
  const [opened, ...requests] = await stream.take(6);
  t.equal((opened?.content as StreamOpened | undefined)?.sequence, 5);
  const summaries = requests.map(({ content }) => content as RequestSummary);
  t.strictSame(
    summaries.map(({ subject }) => subject),
    ['Kim@example.com', 'kim@example.com', 'Kim@example.com', 'Team "A"', 'x@example.com'],
  );
  t.match(summaries[0], { ignored: ['title'], noEffect: false, changed: [id], fault: null });
  t.match(summaries[2], { ignored: ['active'], noEffect: true, changed: [] });
  t.match(summaries[4], { fault: 'error', status: 500, changed: [] });
});

test('a reader that stops reading costs no memory, and finds out how many requests it missed', async (t) => {
  const { scim, port, worlds } = await startServer(t, { journalBytes: 4 * 1024 * 1024 });
  const socket = connect(port, '127.0.0.1');
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  socket.write(`GET /_emulator${world}/journal/stream?after=0 HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  await once(socket, 'data');
  socket.pause();
  const title = 'x'.repeat(20_000);
  for (let call = 0; call < 1_000; call += 1) await scim().put('/Users/unknown', { title });
  t.ok(worlds.default.journal.length < 210, 'the ring went on without the reader');
  let text = '';
  socket.setEncoding('utf8');
  const all = new Promise<void>((resolve) => {
    socket.on('data', (part: string) => {
      text += part;
      if (text.includes('"sequence":1000,')) resolve();
    });
  });
  socket.resume();
  await all;
  const missed = [...text.matchAll(/event: missed\ndata: \{"missed":(\d+)\}/g)].map(([, count]) => Number(count));
  const seen = [...text.matchAll(/^id: (\d+)\r?$/gm)].length;
  t.ok(missed.length > 0 && (missed[0] ?? 0) > 100, `missed ${missed}`);
  const first = missed.reduce((sum, count) => sum + count, 0) + seen;
  t.equal(first, 1_000, 'each request was either sent or counted as missed');
});

test('a replay of thousands leaves other requests their turn', async (t) => {
  const { scim, worlds } = await startServer(t);
  for (let call = 0; call < 1_000; call += 1) await scim().get('/Users');
  const never = new AbortController().signal;
  const events = followJournal(worlds.default.journal, {
    world: 'default',
    journalId: 'x',
    after: 0,
    count: 1_000,
    toData: ({ sequence }) => ({ sequence }) as RequestSummary,
    onControl: () => () => {},
    heartbeatMs: 1_000,
    gone: never,
    stopping: never,
  });
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    if (turns < 1_000) setImmediate(turn);
  };
  setImmediate(turn);
  let batches = 0;
  for await (const some of events) if (some.length > 0) batches += 1;
  t.ok(batches > 10, `${batches} batches`);
  t.ok(turns >= batches - 3, `${turns} turns of the event loop`);
});

test('a reader that is gone leaves nothing behind, and a quiet stream has heartbeats', async (t) => {
  const { worlds } = await startServer(t);
  const { journal } = worlds.default;
  const gone = new AbortController();
  const listeners = new Set<unknown>();
  const events = followJournal(journal, {
    world: 'default',
    journalId: 'x',
    after: undefined,
    count: undefined,
    toData: () => t.fail('there was no request') as never,
    onControl: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heartbeatMs: 5,
    gone: gone.signal,
    stopping: new AbortController().signal,
  });
  t.equal((await events.next()).value?.length, 1);
  t.strictSame((await events.next()).value, [], 'a heartbeat');
  t.strictSame((await events.next()).value, [], 'and another');
  t.equal(listeners.size, 1);
  gone.abort();
  t.equal((await events.next()).done, true);
  t.equal(listeners.size, 0);
});

test('the guard and the token hold for the stream', async (t) => {
  const { port } = await startServer(t, { controlToken: 'secret' });
  t.equal((await openStream(t, port)).response.status, 401);
  const authorization = 'Bearer secret';
  t.equal((await openStream(t, port, '', { authorization })).response.status, 200);
  const foreign = { authorization, origin: 'https://evil.example' };
  t.equal((await openStream(t, port, '', foreign)).response.status, 403);
  t.equal((await openStream(t, port, '?view=all', { authorization })).response.status, 400);
});

test('the library streams entries, with a socket and without', async (t) => {
  for (const socket of [true, false]) {
    const emulator = await startEmulator({ socket, controlToken: 'secret' });
    t.teardown(() => emulator.close());
    const few = await emulator.worlds.create({ id: 'few', journalLimit: 3 });
    const authorization = (await few.get()).team?.key ?? '';
    const call = () => emulator.inject({ url: '/scim/v2/Users', headers: { authorization } });
    for (let calls = 0; calls < 5; calls += 1) await call();
    const missed: number[] = [];
    const seen: number[] = [];
    const signal = AbortSignal.timeout(5_000);
    for await (const entry of few.journal.stream({ after: 0, signal, onMissed: (n) => missed.push(n) })) {
      seen.push(entry.sequence);
      if (entry.sequence === 5) await call();
      if (entry.sequence === 6) break;
    }
    t.strictSame(seen, [3, 4, 5, 6]);
    t.strictSame(missed, [2]);
    const ended = new AbortController();
    setTimeout(() => ended.abort(), 20);
    for await (const entry of emulator.world.journal.stream({ signal: ended.signal })) t.fail(`an entry ${entry}`);
    const other = await emulator.worlds.create({ id: 'other' });
    setTimeout(() => other.delete(), 20);
    for await (const entry of other.journal.stream()) t.fail(`an entry ${entry}`);
    await t.rejects(other.journal.stream().next(), { name: 'ControlError', status: 404 });
  }
});

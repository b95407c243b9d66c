import { test } from 'tap';
import { Journal } from '../../src/worlds/journal.ts';
import { answerHead, wholeAnswer } from '../../src/worlds/journal-encoding.ts';
import type { JournalEntry, JournalRecord } from '../../src/worlds/journal-entry.ts';
import { JournalRing } from '../../src/worlds/journal-ring.ts';

const record = (part: Partial<JournalRecord> = {}): JournalRecord => ({
  time: 0,
  arrived: 0,
  duration: 0,
  method: 'GET',
  url: '/scim/v2/Users',
  operation: 'getScimUserResources',
  team: 'team-1',
  resource: null,
  rawHeaders: [],
  keyForm: 'bearer',
  requestBody: null,
  status: 200,
  responseBody: null,
  fault: null,
  limited: false,
  reason: null,
  outcomes: [],
  quirks: [],
  changes: [],
  ...part,
});

const sequences = (journal: Journal): number[] => journal.entriesAfter(0).map(({ sequence }) => sequence);

const records: JournalRecord[] = [
  record(),
  record({
    time: 1_900_000_000_123.5,
    arrived: 12.000_25,
    duration: 0.125,
    method: 'PATCH',
    url: '/scim/v2/Users/x?a=%20ü',
    operation: 'updateScimUserState',
    resource: 'x',
    rawHeaders: ['Host', 'h', 'X-Empty', '', 'X-Ü', 'ÿ'],
    keyForm: 'x-api-key',
    requestBody: '{"name":"Zoë 京都 👩‍👩‍👧"}',
    status: 503,
    responseBody: '',
    fault: { rule: 'fault-7', when: 'after', effect: 'proxy-page' },
    limited: true,
    reason: 'the proxy – unreachable',
    outcomes: [
      { path: 'emails[0].value', outcome: 'ignored', quirk: 'never-stored' },
      { path: 'id', outcome: 'read-only' },
      { path: '名前', outcome: 'coerced' },
    ],
    quirks: ['patch-active-only', 'unrouted'],
    changes: [
      { resource: 'User', id: 'u1', change: 'deactivated' },
      { resource: 'Account', id: '', change: 'deleted' },
    ],
  }),
  record({ operation: null, team: null, keyForm: 'none', status: 0, requestBody: Buffer.from('{"é":1}') }),
  record({ responseBody: Buffer.from('{"京":1}'), fault: { rule: '', when: 'before', effect: 'reset' } }),
  record({ responseBody: 'x'.repeat(wholeAnswer), requestBody: 'ü'.repeat(50_000) }),
];

const asRead = (written: JournalRecord, sequence: number): JournalEntry => ({
  ...written,
  sequence,
  requestBody: written.requestBody === null ? null : Buffer.from(written.requestBody).toString(),
  responseBody: written.responseBody === null ? null : Buffer.from(written.responseBody).toString(),
  responseLength: written.responseBody?.length ?? 0,
});

test('reads every entry as it was written, whatever the ring did in between', async (t) => {
  const journal = new Journal(new JournalRing(400_000));
  for (let turn = 0; turn < 40; turn += 1) {
    for (const written of records) {
      const sequence = journal.add(written);
      t.strictSame(journal.entry(sequence), asRead(written, sequence));
    }
  }
  for (const entry of journal.entries()) {
    const written = records[(entry.sequence - 1) % records.length] as JournalRecord;
    t.strictSame(entry, asRead(written, entry.sequence));
  }
  t.ok(journal.length < journal.sequence, 'the ring was full');
});

test('keeps the head and the length of a long answer', async (t) => {
  const journal = new Journal(new JournalRing());
  const answer = 'é'.repeat(wholeAnswer + 1);
  for (const responseBody of [answer, Buffer.from(answer)]) {
    const entry = journal.entry(journal.add(record({ responseBody })));
    t.equal(entry?.responseLength, responseBody.length);
    t.equal(entry?.responseBody, 'é'.repeat(typeof responseBody === 'string' ? answerHead : answerHead / 2));
  }
});

test('bounds the bytes of all worlds together: the oldest entry goes first', async (t) => {
  const ring = new JournalRing(100_000);
  const [quiet, busy] = [new Journal(ring), new Journal(ring)];
  for (let number = 0; number < 10; number += 1) quiet.add(record({ responseBody: 'x'.repeat(1000) }));
  let most = 0;
  for (let number = 1; number <= 500; number += 1) {
    busy.add(record({ responseBody: 'x'.repeat(1000) }));
    most = Math.max(most, ring.used);
    if (number === 60) t.equal(quiet.length, 10, 'a quiet world keeps what is young enough');
  }
  t.ok(most <= 100_000, `${most} bytes`);
  t.equal(quiet.length, 0);
  t.ok(busy.length > 70, `${busy.length} entries are kept`);
  t.equal(sequences(busy).at(-1), 500);
  busy.close();
  quiet.add(record());
  t.strictSame(sequences(quiet), [11]);
});

test('counts bytes, not characters, and headers and notes among them', async (t) => {
  const kept = (part: Partial<JournalRecord>): number => {
    const journal = new Journal(new JournalRing(100_000));
    for (let number = 0; number < 100; number += 1) journal.add(record(part));
    return journal.length;
  };
  t.ok(kept({ rawHeaders: ['x-long', 'y'.repeat(16_000)] }) < 7);
  t.ok(kept({ requestBody: '京'.repeat(10_000) }) < 4);
  t.ok(kept({ outcomes: Array.from({ length: 500 }, () => ({ path: 'x', outcome: 'ignored' as const })) }) < 25);
  t.ok(
    kept({
      changes: Array.from({ length: 500 }, () => ({ resource: 'User', id: 'x'.repeat(48), change: 'updated' })),
    }) < 4,
  );
});

test('keeps no gap: an entry longer than the ring ends what came before it', async (t) => {
  const journal = new Journal(new JournalRing(100_000));
  for (let number = 0; number < 3; number += 1) journal.add(record());
  journal.add(record({ requestBody: 'x'.repeat(200_000) }));
  t.equal(journal.length, 0);
  t.equal(journal.add(record()), 5);
  t.strictSame(sequences(journal), [5]);
});

test('keeps its order over many turns, also with a limit of entries', async (t) => {
  const ring = new JournalRing(50_000);
  const limited = new Journal(ring, 7);
  const other = new Journal(ring);
  for (let number = 0; number < 5000; number += 1) {
    limited.add(record({ url: `/scim/v2/Users?startIndex=${number}` }));
    if (number % 3 === 0) other.add(record({ responseBody: 'x'.repeat(number % 4000) }));
  }
  t.strictSame(sequences(limited), [4994, 4995, 4996, 4997, 4998, 4999, 5000]);
  t.strictSame(
    limited.entriesAfter(4998).map(({ sequence, url }) => [sequence, url]),
    [
      [4999, '/scim/v2/Users?startIndex=4998'],
      [5000, '/scim/v2/Users?startIndex=4999'],
    ],
  );
  t.strictSame(limited.entriesAfter(9999), []);
  limited.clear();
  t.equal(limited.clearedAt, 5000);
  t.strictSame(sequences(limited), []);
  t.ok(other.length > 0);
  const first = sequences(other)[0] ?? 0;
  t.strictSame(
    sequences(other),
    Array.from({ length: other.length }, (_, index) => first + index),
  );
});

test('keeps nothing with a size of 0, and goes on counting', async (t) => {
  const ring = new JournalRing(0);
  const journal = new Journal(ring);
  t.equal(journal.capacity, 0);
  t.equal(journal.add(record()), 1);
  t.strictSame(sequences(journal), []);
});

test('takes no memory before the first entry, and only then what entries need', async (t) => {
  const before = process.memoryUsage().arrayBuffers;
  const journals = Array.from({ length: 100 }, () => new Journal(new JournalRing()));
  t.ok(process.memoryUsage().arrayBuffers - before < 100_000);
  journals[0]?.add(record());
  t.ok(process.memoryUsage().arrayBuffers - before < 500_000);
});

test('waits: found, out of patience, given up, and a world that goes', async (t) => {
  const journal = new Journal(new JournalRing());
  const all = (): boolean => true;
  const given = new AbortController();
  const results = Promise.all([
    journal.wait(all, 2, { milliseconds: 10_000 }),
    journal.wait(all, 3, { milliseconds: 10_000, signal: given.signal }),
    journal.wait(all, 3, { milliseconds: 1 }),
    journal.wait(all, 9, { milliseconds: 10_000 }),
  ]);
  t.equal(journal.waiting, 4);
  journal.add(record());
  given.abort();
  journal.add(record());
  await new Promise((resolve) => setTimeout(resolve, 20));
  journal.close();
  t.strictSame(await results, [true, false, false, false]);
  t.equal(journal.waiting, 0);
  t.equal(await journal.wait(all, 1, { milliseconds: 10_000, signal: AbortSignal.abort() }), false);
});

test('decodes nothing while nobody asks or waits', async (t) => {
  const journal = new Journal(new JournalRing());
  for (let number = 0; number < 100; number += 1) journal.add(record());
  t.equal(journal.decoded, 0);
  const waiting = journal.wait(({ status }) => status === 404, 1, { milliseconds: 10_000 });
  t.equal(journal.decoded, 100, 'what is kept may be enough');
  journal.add(record({ status: 404 }));
  t.equal(await waiting, true);
  journal.add(record());
  t.equal(journal.decoded, 101);
});

test('tells subscribers of every request, of clearing, and of the end', async (t) => {
  const journal = new Journal(new JournalRing());
  const seen: string[] = [];
  const end = journal.subscribe(() => seen.push(`${journal.sequence} ${journal.length} ${journal.closed}`));
  journal.add(record());
  journal.add(record());
  journal.clear();
  journal.close();
  end();
  journal.add(record());
  t.strictSame(seen, ['1 1 false', '2 2 false', '2 0 false', '2 0 true']);
  t.equal(journal.decoded, 0);
});

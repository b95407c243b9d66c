import { test } from 'tap';
import { Journal, JournalBudget } from '../../src/worlds/journal.ts';
import type { JournalEntry } from '../../src/worlds/journal-entry.ts';

const entry = (journal: Journal, responseBody = '', rawHeaders: readonly string[] = []): JournalEntry => ({
  sequence: journal.sequence + 1,
  time: 0,
  arrived: 0,
  duration: 0,
  method: 'GET',
  url: '/scim/v2/Users',
  operation: 'getScimUserResources',
  team: 'team-1',
  resource: null,
  rawHeaders,
  keyForm: 'bearer',
  requestBody: null,
  status: 200,
  responseBody,
  fault: null,
  limited: false,
  reason: null,
  outcomes: [],
  quirks: [],
  changes: [],
});

const sequences = (journal: Journal): number[] => journal.entriesAfter(0).map(({ sequence }) => sequence);

test('the bytes of all journals together are bounded, and the quietest world loses first', async (t) => {
  const budget = new JournalBudget(100_000);
  const [quiet, busy] = [new Journal(budget, 1000), new Journal(budget, 1000)];
  for (let number = 0; number < 10; number += 1) quiet.add(entry(quiet, 'x'.repeat(1000)));
  for (let number = 0; number < 500; number += 1) {
    busy.add(entry(busy, 'x'.repeat(1000)));
    t.ok(budget.used <= 100_000);
  }
  t.equal(quiet.length, 0);
  t.ok(busy.length > 40);
  t.equal(sequences(busy).at(-1), 500, 'what is lost is the oldest');
  busy.close();
  t.equal(budget.used, 0, 'and what is given back is all of it');
});

test('headers and notes count too, and no single entry breaks the bound', async (t) => {
  const budget = new JournalBudget(100_000);
  const journal = new Journal(budget, 1000);
  for (let number = 0; number < 100; number += 1) journal.add(entry(journal, '', ['x-long', 'y'.repeat(16_000)]));
  t.ok(journal.length < 7, `${journal.length}`);
  const outcomes = Array.from({ length: 500 }, () => ({ path: 'x', outcome: 'ignored' as const }));
  for (let number = 0; number < 100; number += 1) journal.add({ ...entry(journal), outcomes });
  t.ok(journal.length < 3, `${journal.length}`);
  journal.add(entry(journal, 'x'.repeat(200_000)));
  t.equal(journal.length, 0);
  t.equal(budget.used, 0);
});

test('the ring keeps its order over many turns', async (t) => {
  const journal = new Journal(new JournalBudget(), 7);
  for (let number = 0; number < 5000; number += 1) journal.add(entry(journal));
  t.strictSame(sequences(journal), [4994, 4995, 4996, 4997, 4998, 4999, 5000]);
  t.strictSame(
    journal.entriesAfter(4998).map(({ sequence }) => sequence),
    [4999, 5000],
  );
  t.strictSame(journal.entriesAfter(9999), []);
});

test('waiting: found, out of patience, given up, and a world that goes', async (t) => {
  const journal = new Journal(new JournalBudget(), 7);
  const all = (): boolean => true;
  const given = new AbortController();
  const results = Promise.all([
    journal.wait(all, 2, { milliseconds: 10_000 }),
    journal.wait(all, 3, { milliseconds: 10_000, signal: given.signal }),
    journal.wait(all, 3, { milliseconds: 1 }),
    journal.wait(all, 9, { milliseconds: 10_000 }),
  ]);
  t.equal(journal.waiting, 4);
  journal.add(entry(journal));
  given.abort();
  journal.add(entry(journal));
  await new Promise((resolve) => setTimeout(resolve, 20));
  journal.close();
  t.strictSame(await results, [true, false, false, false]);
  t.equal(journal.waiting, 0);
  t.equal(await journal.wait(all, 1, { milliseconds: 10_000, signal: AbortSignal.abort() }), false);
});

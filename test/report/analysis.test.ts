import { FormatRegistry } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { test } from 'tap';
import { Report } from '../../schemas/report.ts';
import { Analysis } from '../../src/report/analysis.ts';
import { catalogue } from '../../src/report/catalogue.ts';
import { Run, user } from './entries.ts';

FormatRegistry.Set('date-time', (text) => !Number.isNaN(Date.parse(text)));

const patchName = {
  body: { Operations: [{ op: 'replace', path: 'name.givenName', value: 'Tay' }] },
  answer: user('a1', 'taylor@example.com'),
  outcomes: [{ path: 'name.givenName', outcome: 'ignored', quirk: 'patch-active-only' }],
  quirks: ['patch-other-attributes'],
} as const;

test('an entry is taken once, whether it left the ring or a report was asked for', async (t) => {
  const run = new Run().add('updateScimUserState', '/Users/a1', patchName).add('getScimUserResource', '/Users/a1');
  const analysis = new Analysis();
  const journal = {
    clearedAt: 0,
    entriesAfter: (sequence: number) => run.entries.filter((entry) => entry.sequence > sequence),
  };
  analysis.catchUp(journal);
  analysis.catchUp(journal);
  for (const entry of run.entries) analysis.take(entry);
  const report = analysis.report();
  t.equal(report.requests, 2);
  t.equal(report.missed, 0);
  t.equal(report.findings[0]?.count, 1);
  t.same(analysis.report(), report, 'asking changes nothing');
});

test('requests that left the journal unread are counted', async (t) => {
  const run = new Run().add('getScimUserResources', '/Users').add('getScimUserResources', '/Users');
  const analysis = new Analysis();
  analysis.take({ ...(run.entries[1] as (typeof run.entries)[number]), sequence: 5 });
  t.equal(analysis.report().missed, 4);
});

test('a report is as its schema says', async (t) => {
  const report = new Run().add('updateScimUserState', '/Users/a1', patchName).analysis.report({
    goal: { declared: { users: [{ userName: 'x@example.com' }] }, actual: { users: [], groups: [] } },
  });
  t.same([...Value.Errors(Report, report)], []);
  t.same(JSON.parse(JSON.stringify(report)), report, 'it is JSON');
});

test('an empty run has an empty report', async (t) => {
  const report = new Analysis().report();
  t.same([...Value.Errors(Report, report)], []);
  t.equal(report.verdict.outcome, 'passed');
  t.same(report.findings, []);
});

test('findings have ids of their own, and speak in short sentences', async (t) => {
  const ids = catalogue.map(({ id }) => id);
  t.equal(new Set(ids).size, ids.length);
  for (const { id, title, explanation, remedy } of catalogue) {
    t.match(id, /^[a-z][a-z0-9-]+$/);
    t.notMatch(title, /\.$/, `${id}: a title is no sentence`);
    for (const text of [explanation, remedy]) {
      t.match(text, /[.?]$/, `${id}: ${text}`);
      for (const sentence of text.split(/(?<=[.:])\s/)) {
        t.ok(sentence.split(' ').length <= 32, `${id} has a short sentence: ${sentence}`);
      }
    }
  }
});

test('a long run of ever new people keeps what it remembers bounded', async (t) => {
  const analysis = new Analysis();
  const [template] = new Run().add('createScimUser', '/Users').entries;
  if (template === undefined) return t.fail();
  const before = process.memoryUsage().heapUsed;
  for (let sequence = 1; sequence <= 30_000; sequence += 1) {
    const id = sequence.toString(16).padStart(48, '0');
    const userName = `${id}@example.com`;
    const name = { givenName: 'T', familyName: 'L' };
    analysis.take({
      ...template,
      sequence,
      arrived: sequence,
      requestBody: JSON.stringify({ userName, name, [`attribute${sequence}`]: 1 }),
      responseBody: JSON.stringify(user(id, userName)),
      outcomes: [{ path: `attribute${sequence}`, outcome: 'ignored', quirk: 'never-stored' }],
      changes: [{ resource: 'User', id, change: 'created' }],
    });
  }
  const report = analysis.report();
  t.equal(report.requests, 30_000);
  t.equal(report.outcomes.length, 1_000);
  t.equal(report.moreOutcomes, 29_000);
  t.ok(process.memoryUsage().heapUsed - before < 60e6, 'within 60 MB');
});

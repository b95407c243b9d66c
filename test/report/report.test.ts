import { FormatRegistry } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { test } from 'tap';
import { Report } from '../../schemas/report.ts';
import { catalogue } from '../../src/report/catalogue.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { createReport } from '../../src/report/report.ts';
import { toText } from '../../src/report/text.ts';
import { Script, user } from './entries.ts';

FormatRegistry.Set('date-time', (text) => !Number.isNaN(Date.parse(text)));

const patchName = {
  body: { Operations: [{ op: 'replace', path: 'name.givenName', value: 'Tay' }] },
  answer: user('a1', 'taylor@example.com'),
  outcomes: [{ path: 'name.givenName', outcome: 'ignored', quirk: 'patch-active-only' }],
  quirks: ['patch-other-attributes'],
} as const;

test('a report covers the entries after the last clearing, and asking for it changes nothing', async (t) => {
  const run = new Script().add('updateScimUserState', '/Users/a1', patchName).add('getScimUserResource', '/Users/a1');
  const journal = (clearedAt: number) => ({
    clearedAt,
    entriesAfter: (sequence: number) => run.entries.filter((entry) => entry.sequence > sequence),
  });
  const report = createReport(journal(0));
  t.equal(report.requests, 2);
  t.equal(report.missed, 0);
  t.equal(report.findings[0]?.count, 1);
  t.same(createReport(journal(0)), report);
  t.match(createReport(journal(1)), { requests: 1, missed: 0 });
});

test('requests that left the journal before the report are counted', async (t) => {
  const [entry] = new Script().add('getScimUserResources', '/Users').entries;
  if (entry === undefined) return t.fail();
  const journal = { clearedAt: 2, entriesAfter: () => [{ ...entry, sequence: 7 }] };
  const report = createReport(journal);
  t.match(report, { requests: 1, missed: 4 });
  t.match(toText(report), 'This report covers the last 1 of 5 requests');
  t.match(toMarkdown(report), 'This report covers the last 1 of 5 requests');
  t.match(createReport({ clearedAt: 2, sequence: 9, entriesAfter: () => [] }), { requests: 0, missed: 7 });
});

test('a report is as its schema says', async (t) => {
  const report = new Script().add('updateScimUserState', '/Users/a1', patchName).report({
    goal: { declared: { users: [{ userName: 'x@example.com' }] }, actual: { users: [], groups: [] } },
  });
  t.same([...Value.Errors(Report, report)], []);
  t.same(JSON.parse(JSON.stringify(report)), report, 'it is JSON');
});

test('a run in which nothing arrived fails, unless an empty run is allowed', async (t) => {
  const report = new Script().report();
  t.same([...Value.Errors(Report, report)], []);
  t.equal(report.verdict.outcome, 'failed');
  t.same(
    report.findings.map(({ id }) => id),
    ['nothing-arrived'],
  );
  const allowed = new Script().report({ allowEmpty: true });
  t.equal(allowed.verdict.outcome, 'passed');
  t.same(allowed.findings, []);
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

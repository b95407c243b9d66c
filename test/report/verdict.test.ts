import { test } from 'tap';
import { type QuirkId, quirks } from '../../src/quirks/catalogue.ts';
import { assertNoFindings } from '../../src/report/assertions.ts';
import { changesOutcome } from '../../src/report/inferred.ts';
import { judge } from '../../src/report/verdict.ts';
import { Script, user } from './entries.ts';

const probe = () => new Script().add(null, '/Schemas', { status: 404, quirks: ['unrouted', 'unrouted-before-key'] });

test('a warning fails a run only where warnings are to', async (t) => {
  const report = probe().report();
  t.equal(report.verdict.outcome, 'passed');
  const strict = judge(report, { failOn: 'warning' });
  t.equal(strict.verdict.outcome, 'failed');
  t.same(strict.verdict.reasons, ['1 warning: schemas-probe']);
  t.equal(judge(strict, { failOn: 'never' }).verdict.outcome, 'passed');
});

test('an inferred decision fails a run where that is wanted, unless it is accepted', async (t) => {
  const report = new Script()
    .add('createScimUser', '/Users', { quirks: ['scim-json-accepted', 'active-default'], answer: user('a', 'a@b.c') })
    .report({ failOnInferred: true });
  t.same(
    report.inferred.map(({ quirk, count, sequences }) => ({ quirk, count, sequences })),
    [{ quirk: 'active-default', count: 1, sequences: [1] }],
  );
  t.equal(report.verdict.outcome, 'failed');
  t.match(report.verdict.reasons[0], /1 inferred decision changed an outcome: active-default/);
  t.equal(judge(report, { failOnInferred: true, accept: ['active-default'] }).verdict.outcome, 'passed');
  t.equal(judge(report).verdict.outcome, 'passed');
});

test('merely meeting application/scim+json, or an advisory header, fails nobody', async (t) => {
  for (const quirk of ['scim-json-accepted', 'rate-limit-headers', 'items-per-page'] as const)
    t.notOk(changesOutcome(quirk));
  for (const quirk of ['invite-answer', 'reactivation-afresh', 'patch-active-string'] as const)
    t.ok(changesOutcome(quirk));
  for (const [id, quirk] of Object.entries(quirks)) {
    if (quirk.confidence !== 'inferred') t.notOk(changesOutcome(id as QuirkId), `${id} is ${quirk.confidence}`);
    if ('withoutOutcome' in quirk) t.match(quirk.withoutOutcome, /\.$/);
  }
});

test('a goal that is not met fails a run', async (t) => {
  const goal = { declared: { users: [{ userName: 'x@example.com' }] }, actual: { users: [], groups: [] } };
  t.same(probe().report({ failOn: 'never', goal }).verdict.reasons, ['the goal is not met']);
});

test('the assertion throws the findings in words', async (t) => {
  const report = probe().report();
  t.doesNotThrow(() => assertNoFindings(report));
  t.doesNotThrow(() => assertNoFindings(report, { failOn: 'warning', except: ['schemas-probe'] }));
  t.throws(() => assertNoFindings(report, { failOn: 'warning' }), {
    name: 'AssertionError',
    actual: ['schemas-probe'],
    message: [
      '1 finding on what Postman would make of this run:',
      '',
      'warning: Postman has no /Schemas (schemas-probe)',
      '  /Schemas was asked for once.',
      "  The call is answered 404, in an envelope that is not SCIM's. A client that insists on it stops here.",
      '  To do: Make schema discovery optional. Postman knows userName, name, externalId and active, and two resource types.',
      '  Rests on: unrouted (observed)',
      '  no. 1 GET /Schemas: no such route: 404',
    ].join('\n'),
  });
});

test('the assertion refuses options that it does not know', async (t) => {
  const report = probe().report();
  for (const options of [
    { failon: 'error' },
    { failOn: 'warn' },
    { except: 'schemas-probe' },
    { except: ['nonesuch'] },
    { allowEmpty: 'yes' },
  ])
    t.throws(() => assertNoFindings(report, options as never), { code: 'ERR_SETTINGS' }, JSON.stringify(options));
  t.doesNotThrow(() => assertNoFindings(report, { failOn: 'never' }));
  t.throws(() => assertNoFindings(new Script().report()), /No request arrived/);
  t.doesNotThrow(() => assertNoFindings(new Script().report(), { allowEmpty: true }));
});

import { test } from 'tap';
import { operationIds, operations } from '../../src/domain/operation.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { toText } from '../../src/report/text.ts';
import { list, Script, user } from './entries.ts';

const named = (userName: string) => ({ userName, name: { givenName: 'T', familyName: 'L' } });
const filter = (userName: string): string => `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`;
const taylor = 'taylor@example.com';

const reads = (run: Script, count: number, after = 10, team = 'team'): Script => {
  for (let call = 1; call <= count; call += 1)
    run.add('getScimUserResources', `/Users?startIndex=${call}`, { after, team });
  return run;
};

test('the real limits: 300 reads and 180 writes in a window that the first call opens', async (t) => {
  const writes = (run: Script, count: number, after = 10): Script => {
    for (let call = 1; call <= count; call += 1)
      run.add('createScimUser', '/Users', { after, body: named(`${call}@x.y`) });
    return run;
  };
  const isLimited = (run: Script) => run.findings.includes('would-be-rate-limited');
  t.notOk(isLimited(writes(reads(new Script(), 300), 180)), 'both at their limit');
  t.ok(isLimited(reads(new Script(), 301)));
  t.ok(isLimited(writes(new Script(), 181)));
  t.notOk(isLimited(reads(new Script(), 900, 250)), '240 a minute');
  t.notOk(isLimited(reads(reads(new Script(), 300, 10, 'one'), 300, 10, 'other')), 'each team has its own');
  t.notOk(isLimited(reads(reads(new Script(), 300), 300, 60_000)), 'a minute later there is a new window');

  const run = reads(reads(new Script(), 200, 10), 101, 200);
  const [finding] = run.report().findings.filter(({ id }) => id === 'would-be-rate-limited');
  t.match(finding, { count: 1, summary: /from second 22 of the run on: there were more than 300 reads/ });

  const enforced = new Script();
  for (let call = 1; call <= 400; call += 1) {
    const limited = call > 300;
    enforced.add('getScimUserResource', `/Users/${call}`, { after: 10, limited, status: limited ? 429 : 200 });
  }
  t.notOk(isLimited(enforced), 'where limits are enforced, they show for themselves');
});

test('a 429 is waited out by the clock of the machine or of the world, and binds no call that was under way', async (t) => {
  const limited = { status: 429, limited: true, answer: { error: { message: 'Please retry after 60 seconds.' } } };
  const first = () => new Script().add('getScimUserResource', '/Users/a', { ...limited, duration: 5 });
  t.ok(
    first()
      .add('getScimUserResource', '/Users/a', { ...limited, after: 50 })
      .findings.includes('ignores-429'),
  );
  t.notOk(
    first()
      .add('getScimUserResource', '/Users/b', { ...limited, after: 2 })
      .findings.includes('ignores-429'),
  );
  t.notOk(
    first()
      .add('getScimUserResource', '/Users/a', { ...limited, after: 60_010 })
      .findings.includes('ignores-429'),
  );
  t.notOk(
    first()
      .add('createScimUser', '/Users', { ...limited, after: 50 })
      .findings.includes('ignores-429'),
    'writes have another window',
  );
});

test('two teams of a world are two clients', async (t) => {
  const run = new Script()
    .add('getScimUserResources', filter(taylor), { team: 'one', answer: list(0) })
    .add('createScimUser', '/Users', { team: 'other', body: named(taylor), answer: user('a', taylor) });
  t.ok(run.findings.includes('create-without-looking'));
  const same = new Script()
    .add('getScimUserResources', filter(taylor), { team: 'one', answer: list(0) })
    .add('createScimUser', '/Users', { team: 'one', body: named(taylor), answer: user('a', taylor) });
  t.same(same.findings, []);
});

test('what a fault decided says nothing about the client', async (t) => {
  const fault = { rule: 'fault-1', when: 'before', effect: 'error' } as const;
  const run = new Script()
    .add('getScimUserResources', filter(taylor), { answer: list(0) })
    .add('createScimUser', '/Users', { body: named(taylor), status: 409, fault })
    .add('createScimGroup', '/Groups', { body: {}, status: 400, fault, answer: { scimType: 'invalidSyntax' } });
  t.same(run.findings, []);
});

test('a 409 for a pending invite is no matter of letter case, nor one to be solved by looking', async (t) => {
  const run = new Script()
    .add('getScimUserResources', filter(taylor), { answer: list(0) })
    .add('createScimUser', '/Users', { body: named(taylor), status: 409, quirks: ['pending-invite-conflict'] });
  t.same(run.findings, ['invited-again']);
  run.add('getScimUserResources', filter(taylor), { answer: list(1) });
  t.same(run.findings, [], 'found once the invite is accepted');
});

test('PUT of active as it is already claims nothing', async (t) => {
  const body = { ...named(taylor), active: false };
  const answer = user('a', taylor, { active: false });
  t.same(new Script().add('updateScimUser', '/Users/a', { body, answer }).findings, []);
  const undone = new Script()
    .add('updateScimUser', '/Users/a', { body, answer: user('a', taylor) })
    .add('updateScimUser', '/Users/a', { body: { ...body, active: true }, answer: user('a', taylor) });
  t.same(undone.findings, [], 'and one that was taken back neither');
});

test('a client that cannot read /ResourceTypes and stops is told from one that goes on', async (t) => {
  const probes = () =>
    new Script().add('getScimResourceTypes', '/ResourceTypes').add('getScimResourceTypes', '/ResourceTypes');
  t.same(probes().findings, ['resource-types-as-list']);
  t.same(probes().add('getScimUserResources', '/Users', { answer: list(0) }).findings, []);
  t.same(new Script().add('getScimResourceTypes', '/ResourceTypes').findings, []);
});

test('a trial of the key reads no list', async (t) => {
  t.same(
    new Script().add('getScimUserResources', '/Users?count=1&startIndex=1', { answer: list(90, 1, 1) }).findings,
    [],
  );
  t.same(
    new Script().add('getScimUserResources', '/Users?startIndex=1&count=2', { answer: list(90, 1, 2) }).findings,
    [],
  );
  t.same(new Script().add('getScimUserResources', '/Users?count=50', { answer: list(90, 1, 50) }).findings, [
    'one-page-of-many',
  ]);
});

test('asking again now and then is no polling', async (t) => {
  const poll = (after: number): Script => {
    const run = new Script();
    for (let at = 1; at <= 10; at += 1)
      run.add('getScimUserResource', '/Users/a', { after, answer: user('a', taylor) });
    return run;
  };
  t.same(poll(10_000).findings, []);
  t.same(poll(500).findings, ['polls-unchanged']);
});

test('how a client went on after a write of unknown outcome', async (t) => {
  const created = [{ resource: 'User', id: 'a', change: 'created' }] as const;
  const post = (run: Script, status: number, changes: typeof created | [] = []): Script =>
    run.add('createScimUser', '/Users', {
      body: named(taylor),
      status,
      changes: [...changes],
      answer: status < 300 ? user('a', taylor) : {},
    });
  const look = (run: Script, total = 1): Script =>
    run.add('getScimUserResources', filter(taylor), { answer: list(total, 1, 100, total ? [user('a', taylor)] : []) });
  const outcome = (run: Script) => run.report().retries;
  const only = (name: string) => ({ idempotent: 0, blind: 0, duplicated: 0, gaveUp: 0, [name]: 1 });

  t.same(outcome(look(post(new Script(), 500, created))), only('idempotent'), 'it was done, and the client looked');
  t.same(outcome(look(post(new Script(), 500), 0)), only('gaveUp'), 'it was not, and the client only looked');
  t.same(
    outcome(post(look(post(new Script(), 500), 0), 201, created)),
    only('idempotent'),
    'looked, then sent it again',
  );
  t.same(outcome(post(post(new Script(), 500), 201, created)), only('blind'));
  t.same(outcome(post(post(new Script(), 500, created), 409)), only('duplicated'));
  t.same(outcome(look(post(post(new Script(), 500, created), 409))), only('idempotent'), 'looked on 409');
  t.same(outcome(post(new Script(), 500)), only('gaveUp'));
  t.same(outcome(post(post(post(new Script(), 500), 502), 503)), only('gaveUp'), 'one write, tried three times');

  const adopter = look(post(new Script(), 409));
  t.same(outcome(post(post(adopter, 500), 201, created)), only('idempotent'), 'it is known to look on 409');

  const patch = (run: Script, status: number, active: boolean): Script =>
    run.add('updateScimUserState', '/Users/a', {
      body: { Operations: [{ op: 'replace', value: { active } }] },
      status,
      answer: user('a', taylor, { active }),
    });
  t.same(outcome(patch(patch(new Script(), 500, false), 200, false)), only('idempotent'), 'PATCH may be sent again');
  t.same(outcome(patch(patch(new Script(), 500, false), 200, true)), only('gaveUp'), 'another PATCH is no retry');
  t.same(
    outcome(patch(new Script(), 404, false)),
    { idempotent: 0, blind: 0, duplicated: 0, gaveUp: 0 },
    'a 4xx is clear',
  );
});

test('nothing that a client can send upsets the analysis', async (t) => {
  const values: unknown[] = [
    null,
    true,
    0,
    '',
    'text',
    [],
    {},
    [null],
    [[]],
    { id: 7, userName: null },
    { id: 'a', userName: {}, name: 'x' },
    { Operations: null },
    { Operations: [null, 7, {}] },
    { Operations: [{ op: 7, path: [], value: null }] },
    {
      Operations: [
        { op: 'remove', path: 'members[value eq "' },
        { op: 'add', path: 'members', value: [null, {}, { value: 7 }] },
      ],
    },
    {
      Operations: [
        { op: 'replace', value: [] },
        { op: 'replace', value: { name: null, active: {} } },
      ],
    },
    JSON.parse(
      '{"__proto__":{"id":"a"},"constructor":{"name":"x"},"userName":"__proto__","displayName":"toString","name":{"givenName":{}}}',
    ),
    { schemas: 7, totalResults: 'many', startIndex: {}, itemsPerPage: null, Resources: 7 },
    { userName: '\ud800', name: { givenName: '\u0000', familyName: 'x'.repeat(100_000) } },
  ];
  const queries = [
    '',
    '?',
    '?filter',
    '?filter=%zz',
    '?filter=userName+eq+"a+b@c"',
    '?count=-1&startIndex=1e9',
    '?count=NaN&attributes=,,[.',
    `?filter=${'('.repeat(9_000)}`,
  ];
  const run = new Script();
  let at = 0;
  for (const operation of [...operationIds, null]) {
    for (const body of values) {
      for (const status of [0, 200, 201, 400, 404, 409, 429, 500]) {
        at += 1;
        const url = `${operation === null ? '//x' : operations[operation].path.replace(':id', `${at}`)}${queries[at % queries.length]}`;
        const answer = values[(at * 7) % values.length];
        run.add(operation, url, {
          body,
          answer,
          status,
          time: at % 50 === 0 ? 8.64e15 + 1 : at * 1000,
          quirks: ['invalid-syntax', 'pending-invite', 'group-member-not-in-team'],
          outcomes: [{ path: `a[${at}].\u0000`, outcome: 'ignored', quirk: 'never-stored' }],
          changes: at % 3 === 0 ? [{ resource: 'User', id: `${at % 20}`, change: 'deactivated' }] : [],
        });
      }
    }
  }
  const report = run.report({ failOn: 'warning', failOnInferred: true });
  t.equal(report.requests, at);
  t.ok(toMarkdown(report).length > 0);
  t.ok(toText(report).length > 0);
});

test('a DELETE of somebody who was deactivated before, or of no id, is no error', async (t) => {
  const script = new Script()
    .add('updateScimUserState', '/Users/a1', { changes: [{ resource: 'User', id: 'a1', change: 'deactivated' }] })
    .add(null, '/Users/a1', { method: 'DELETE', status: 404 })
    .add(null, '/Users/null', { method: 'DELETE', status: 404 });
  t.notOk(script.findings.includes('delete-user'));
});

test('going on after 429 is a warning where all work is done in the end', async (t) => {
  const limited = { status: 429, limited: true, answer: { error: { message: 'Please retry after 60 seconds.' } } };
  const script = new Script()
    .add('getScimUserResource', '/Users/a', limited)
    .add('getScimUserResource', '/Users/a', { ...limited, after: 500 });
  const severity = () => script.report().findings.find(({ id }) => id === 'ignores-429')?.severity;
  t.equal(severity(), 'error');
  script.add('getScimUserResource', '/Users/a', { after: 60_000 });
  t.equal(severity(), 'warning');
});

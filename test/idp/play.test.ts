import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'tap';
import { entra } from '../../src/idp/entra.ts';
import { okta } from '../../src/idp/okta.ts';
import { guide, readPlan, toPlan } from '../../src/idp/plan.ts';
import { type Played, play } from '../../src/idp/play.ts';
import { run } from '../cli/run.ts';
import { key, listen, startApp } from '../helpers.ts';

const wire = ({ tasks }: Played) =>
  tasks.flatMap(({ requests }) => requests.map(({ method, path, status }) => `${method} ${path} ${status}`));

const lookUp = '/Users?filter=userName%20eq%20%22taylor.lee%40example.com%22&startIndex=1&count=100';

test('okta: the walk of the guide ends as planned, with the pending invite removed', async (t) => {
  const baseUrl = await listen(startApp(t));
  const played = await play(okta, guide, { baseUrl, key, controlUrl: baseUrl });
  const [id, other] = played.state.people.map((person) => person.id);
  const alex = lookUp.replace('taylor.lee', 'alex.kim');
  t.ok(other);
  t.same(wire(played), [
    'GET /Users?startIndex=1&count=2 200',
    'GET /Groups?startIndex=1&count=100 200',
    `GET ${lookUp} 200`,
    'POST /Users 201',
    `PUT /Users/${id} 200`,
    `PATCH /Users/${id} 200`,
    `GET ${lookUp} 200`,
    `PATCH /Users/${id} 200`,
    `GET ${alex} 200`,
    'POST /Users 409',
    `GET ${alex} 200`,
    'POST /Users 201',
  ]);
  t.same(played.differences, []);
});

test('okta: a pending invite that stays is the first difference', async (t) => {
  const baseUrl = await listen(startApp(t));
  const plan = toPlan([
    'assign a.b@example.com',
    'rename a.b@example.com to C D',
    ...guide.slice(5, 7).map((s) => s.line),
  ]);
  const { differences } = await play(okta, plan, { baseUrl, key, controlUrl: baseUrl });
  t.match(differences, [{ kind: 'access', subject: 'alex.kim@example.com', planned: 'active', error: /^409/ }]);
});

test('okta: a group is pushed, renamed, changed and unlinked', async (t) => {
  const baseUrl = await listen(startApp(t));
  const steps = [
    'assign a.b@example.com',
    'assign c.d@example.com',
    'push group Staff with a.b@example.com',
    'rename group Staff to Crew',
    'push group Crew with c.d@example.com',
  ];
  const played = await play(okta, toPlan(steps), { baseUrl, key });
  const [a, c] = played.state.people.map((person) => person.id);
  t.match(played.tasks.at(-1)?.requests[0]?.body, {
    Operations: [
      { op: 'remove', path: `members[value eq "${a}"]` },
      { op: 'add', path: 'members', value: [{ value: c }] },
    ],
  });
  t.same(played.differences, []);
  const ended = await play(okta, toPlan(['unlink group Crew']), { baseUrl, key, state: played.state });
  t.match(wire(ended), [/^DELETE \/Groups\/\S+ 204$/]);
  t.match(
    ended.differences,
    [{ kind: 'access', subject: 'c.d@example.com', planned: 'active', real: 'deactivated' }],
    'DELETE of a group deactivates its members [group-delete]',
  );
});

test('entra: works in cycles; names that PATCH does not change are a difference', async (t) => {
  const baseUrl = await listen(startApp(t));
  const steps = [
    'test credentials',
    'assign taylor.lee@example.com',
    'push group Sales with taylor.lee@example.com',
    'wait 39 minutes',
    'wait 1 minute',
    'rename taylor.lee@example.com to Taylor Ray',
    'sync',
    'unassign taylor.lee@example.com',
    'sync',
    'assign taylor.lee@example.com',
  ];
  const played = await play(entra, toPlan(steps), { baseUrl, key, controlUrl: baseUrl });
  const [id] = played.state.people.map((person) => person.id);
  const [group] = played.state.groups.map((one) => one.id);
  t.same(wire(played).slice(1), [
    'GET /Users?filter=userName+eq+%22taylor.lee%40example.com%22 200',
    'POST /Users 201',
    'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Sales%22 200',
    'POST /Groups 201',
    `PATCH /Groups/${group} 200`,
    `PATCH /Users/${id} 200`,
    `PATCH /Users/${id} 200`,
    `PATCH /Users/${id} 200`,
  ]);
  t.equal(played.tasks[1]?.line, 'wait 1 minute');
  t.match(played.tasks.at(-1)?.requests[0]?.body, { Operations: [{ op: 'Replace', path: 'active', value: 'True' }] });
  t.match(played.differences[0], { kind: 'profile', planned: 'Taylor Ray', real: 'Taylor Lee' });
});

test('waits after 429 and sends again; 500 leaves the task in error; 404 drops the link', async (t) => {
  const answers = [429, 200, 500];
  const pauses: number[] = [];
  const options = {
    baseUrl: 'http://service.example/scim/v2',
    key,
    sleep: async (seconds: number) => void pauses.push(seconds),
    fetch: async () =>
      Response.json({ Resources: [] }, { status: answers.shift() ?? 200, headers: { 'retry-after': '7' } }),
  };
  const refused = await play(okta, toPlan(['assign a.b@example.com']), options);
  t.same(pauses, [7]);
  t.match(refused.tasks, [{ error: /^500/ }]);
  t.match(refused.differences, [{ kind: 'access', real: 'absent' }]);

  const baseUrl = await listen(startApp(t));
  const { state } = await play(okta, toPlan(['assign a.b@example.com']), { baseUrl, key });
  Object.assign(state.people[0] ?? {}, { id: 'gone' });
  const plan = toPlan(['rename a.b@example.com to C D', 'sync']);
  const played = await play(okta, plan, { baseUrl, key, state });
  t.match(played.tasks[0]?.error, /^404/);
  t.same(played.differences, []);
});

test('refuses a plan that is not valid, and sends nothing', async (t) => {
  const options = { baseUrl: 'http://127.0.0.1:1', key, fetch: () => t.fail('a request') as never };
  for (const line of ['unassign a.b@example.com', 'unlink group A', 'admin invites a.b@example.com']) {
    await t.rejects(play(okta, toPlan([line]), options), { code: 'ERR_SETTINGS' });
  }
  t.throws(() => toPlan(['dance']), /expected one of test credentials/);
  t.throws(() => readPlan('steps: []', 'p.yaml'), /p.yaml\/steps/);
  t.throws(() => readPlan('a: [', 'p.yaml'), /expected YAML or JSON/);
  t.equal(readPlan('steps:\n- sync', 'p.yaml').length, 1);
});

test('the command: exit codes, output, and the question before it writes elsewhere', async (t) => {
  const baseUrl = await listen(startApp(t));
  const flags = ['--url', baseUrl, '--key', key];
  const good = await run(['play', 'okta', 'assign', 'taylor.lee@example.com', ...flags, '--verbose']);
  t.equal(good.code, 0, good.stderr);
  t.match(good.stdout, /All as planned: 1 people[\s\S]+POST \/Users -> 201/);
  const bad = await run(['play', 'okta', 'assign', 'no.domain@x', ...flags, '--json']);
  t.equal(bad.code, 1, bad.stdout);
  t.match(JSON.parse(bad.stdout).differences, [{ kind: 'access' }]);
  t.equal((await run(['play', 'nobody', 'sync', ...flags])).code, 2);
  const elsewhere = ['play', 'okta', 'assign', 'a.b@example.com', '--url', 'http://127.0.0.1:1', '--key', key];
  t.match((await run(elsewhere)).stderr, /--email-domain/);
  const asked = await run([...elsewhere, '--email-domain', 'example.com'], { typed: 'no' });
  t.equal(asked.code, 2);
  t.match(asked.stderr, /assign a\.b@example\.com[\s\S]+up to 1 Postman accounts/);
});

test('the command: the state file leads from one run to the next, and a bad plan leaves it alone', async (t) => {
  const baseUrl = await listen(startApp(t));
  const directory = t.testdir();
  const [state, plan] = [`${directory}/state.json`, `${directory}/plan.yaml`];
  const flags = ['--url', baseUrl, '--key', key, '--state', state];
  t.equal((await run(['play', 'entra', 'unassign', 'a.b@example.com', ...flags])).code, 2);
  t.notOk(existsSync(state));
  writeFileSync(plan, 'steps:\n- assign a.b@example.com\n');
  t.equal((await run(['play', 'entra', '--plan', plan, ...flags])).code, 0);
  const next = await run(['play', 'entra', 'unassign', 'a.b@example.com', ...flags, '--json']);
  t.equal(next.code, 0, next.stderr);
  t.match(JSON.parse(next.stdout).tasks, [{ requests: [{ method: 'PATCH' }] }]);
  t.match(await run(['play', 'entra', '--plan', directory, ...flags]), { code: 2, stderr: /cannot be read/ });
  writeFileSync(state, '{}');
  t.match(await run(['play', 'entra', 'sync', ...flags]), { code: 2, stderr: /state.json/ });
});

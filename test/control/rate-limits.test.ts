import { test } from 'tap';
import type { Answer } from './server.ts';
import { startServer, team, world } from './server.ts';

const headersOf = ({ headers }: Answer): Record<string, unknown> =>
  Object.fromEntries(
    ['ratelimit', 'ratelimit-policy', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => [
      name,
      headers[name],
    ]),
  );

const noon = Date.UTC(2030, 0, 1, 12);

test('180 writes, the 181st is refused, a minute is advanced, the next is accepted', async (t) => {
  const { control, scim } = await startServer(t, { rateLimit: 'postman', realTime: Date.now });
  await control('PUT', `${world}/clock`, { now: new Date(noon).toISOString(), frozen: true });
  for (let number = 1; number <= 180; number += 1) {
    const { status, headers } = await scim().hire(`user-${number}@example.com`);
    if (status !== 201 || headers['ratelimit-remaining'] !== String(180 - number)) t.fail(`${number}: ${status}`);
  }
  const refused = await scim().hire('late@example.com');
  t.equal(refused.status, 429);
  t.strictSame(headersOf(refused), {
    ratelimit: 'limit=180, remaining=0, reset=60',
    'ratelimit-policy': '180;w=60',
    'ratelimit-limit': '180',
    'ratelimit-remaining': '0',
    'ratelimit-reset': String(noon / 1000 + 60),
  });
  for (const name of ['retryafter', 'x-ratelimit-retryafter', 'retry-after'])
    t.equal(refused.headers[name], '60', name);
  const read = await scim().get('/Users?count=1');
  t.equal(read.status, 200, 'reads are counted apart');
  t.equal(read.headers['ratelimit-remaining'], '299');
  t.equal(read.body.totalResults, 180, 'and the refused call did nothing');
  await control('POST', `${world}/clock/advance`, { seconds: 59 });
  const still = await scim().hire('late@example.com');
  t.equal(still.status, 429);
  t.equal(still.headers['retry-after'], '1');
  await control('POST', `${world}/clock/advance`, { seconds: 1 });
  const next = await scim().hire('late@example.com');
  t.equal(next.status, 201);
  t.equal(next.headers['ratelimit-remaining'], '179', 'a new window, opened at once');
});

test('headers come in every mode; off shows a window that is always full', async (t) => {
  const { control, scim } = await startServer(t);
  await control('PUT', `${world}/clock`, { now: new Date(noon).toISOString(), frozen: true });
  for (const [rateLimit, reads, left] of [
    ['off', 300, [300, 300]],
    ['postman', 300, [299, 298]],
    ['7/5', 7, [4, 3]],
  ] as const) {
    t.equal((await control('PATCH', team, { rateLimit })).status, 200);
    for (const remaining of left) {
      const answer = await scim().get('/Users');
      t.strictSame(headersOf(answer), {
        ratelimit: `limit=${reads}, remaining=${remaining}, reset=60`,
        'ratelimit-policy': `${reads};w=60`,
        'ratelimit-limit': String(reads),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(noon / 1000 + 60),
      });
      for (const name of ['limit', 'remaining', 'reset']) {
        t.equal(answer.headers[`x-ratelimit-${name}`], answer.headers[`ratelimit-${name}`]);
      }
    }
  }
  for (const wrong of ['0/1', '1', 'on', '1/', 5]) {
    const { status, body } = await control('PATCH', team, { rateLimit: wrong });
    t.equal(status, 400);
    t.strictSame(body.errors, [{ path: '/rateLimit', message: body.errors[0].message }]);
  }
});

test("a team's limit is its own", async (t) => {
  const { control, scim } = await startServer(t);
  const { key } = (await control('POST', `${world}/teams`, { rateLimit: '1/1' })).body;
  t.equal((await scim(key).get('/Users')).status, 200);
  t.equal((await scim(key).get('/Users')).status, 429);
  t.equal((await scim().get('/Users')).status, 200);
  t.equal((await scim(key).hire('a@example.com')).status, 201);
  t.equal((await scim(key).delete('/Groups/x')).status, 429, 'DELETE is a write');
  await control('POST', `${world}/reset`);
  t.equal((await scim(key).get('/Users')).status, 401, 'made after the world, gone with its reset');
});

test('what is refused for route or key is not counted and has no headers; every other answer is', async (t) => {
  const { control, scim, fault } = await startServer(t, { rateLimit: '100/100' });
  await control('POST', `${team}/members`, { email: 'ada@example.com' });
  const { key: left } = (await control('POST', `${team}/keys`, { createdBy: 'ada@example.com' })).body;
  await control('DELETE', `${team}/members/ada@example.com`);
  const remaining = async (): Promise<number> =>
    Number((await scim().hire('x@example.com')).headers['ratelimit-remaining']);
  await remaining();
  for (const [says, send] of [
    ['no route', () => scim().send('PUT', '/Users', {})],
    ['no such method', () => scim().send('DELETE', '/Users/x')],
    ['unknown key', () => scim('unknown').hire('a@example.com')],
    ['no key', () => scim(null).hire('a@example.com')],
    ['an admin who left', () => scim(left).hire('a@example.com')],
  ] as const) {
    const before = await remaining();
    t.equal((await send()).headers.ratelimit, undefined, says);
    t.equal(await remaining(), before - 1, `${says} is not counted`);
  }
  await fault({ operations: ['deleteScimGroup'], effect: { kind: 'error', status: 500 } });
  for (const [says, status, send] of [
    ['a fault', 500, () => scim().delete('/Groups/x')],
    ['an unreadable body', 400, () => scim().send('POST', '/Users', '{')],
    ['an unknown user', 404, () => scim().patch('/Users/x', { op: 'replace', value: { active: true } })],
    ['a conflict', 409, () => scim().hire('x@example.com')],
  ] as const) {
    const before = await remaining();
    const answer = await send();
    t.equal(answer.status, status, says);
    t.equal(answer.headers['ratelimit-remaining'], String(before - 1), `${says} is counted`);
  }
  await control('PATCH', team, { rateLimit: '1/1' });
  await fault({ operations: ['createScimUser'], times: 1, effect: { kind: 'error', status: 500 } });
  t.equal((await scim().send('POST', '/Users', '{')).status, 429, 'the limit comes before fault and body');
  t.equal((await control('GET', `${world}/faults`)).body[1].applied, 0);
  await control('DELETE', team);
  t.equal((await scim().hire('a@example.com')).status, 400, 'and the team before the limit');
  t.equal((await scim().hire('a@example.com')).headers['ratelimit-limit'], '1');
});

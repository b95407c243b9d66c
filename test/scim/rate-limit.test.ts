import { test } from 'tap';
import { operationIds, operations } from '../../src/domain/operation.ts';
import { key, notRoutedText, startApp } from '../helpers.ts';

const names = [
  'ratelimit',
  'ratelimit-policy',
  'ratelimit-limit',
  'x-ratelimit-limit',
  'ratelimit-remaining',
  'x-ratelimit-remaining',
  'ratelimit-reset',
  'x-ratelimit-reset',
  'retryafter',
  'x-ratelimit-retryafter',
  'retry-after',
];
const limits = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(names.filter((name) => name in headers).map((name) => [name, headers[name]]));

/** 2021-02-22T04:24:13.789Z and a minute, in whole seconds. */
const closes = '1613967914';

test('[rate-limit-headers] every answer carries them, each name once, reads and writes apart', async (t) => {
  const app = startApp(t, { rateLimit: 'postman' });
  t.same(limits((await app.get('/Users')).headers), {
    ratelimit: 'limit=300, remaining=299, reset=60',
    'ratelimit-policy': '300;w=60',
    'ratelimit-limit': '300',
    'x-ratelimit-limit': '300',
    'ratelimit-remaining': '299',
    'x-ratelimit-remaining': '299',
    'ratelimit-reset': closes,
    'x-ratelimit-reset': closes,
  });
  t.match((await app.post('/Users', '{')).headers, {
    ratelimit: 'limit=180, remaining=179, reset=60',
    'ratelimit-policy': '180;w=60',
  });
  for (const id of operationIds) {
    const { method, path } = operations[id];
    t.ok('ratelimit' in (await app.send(method, path.replace(':id', 'x'))).headers, `${id}, refused or not`);
  }
});

test('[rate-limit-headers] none where the route or the key is refused, and such calls do not count', async (t) => {
  const app = startApp(t, { rateLimit: '2/2' });
  for (let call = 0; call < 5; call += 1) {
    t.same(limits((await app.get('/Users', { key: 'wrong' })).headers), {});
    const unrouted = await app.get('/Nope');
    t.equal(unrouted.text, notRoutedText);
    t.same(limits(unrouted.headers), {});
  }
  t.equal((await app.get('/Users')).headers['ratelimit-remaining'], '1');
});

test('[rate-limits] 300 reads and 180 writes, over all endpoints, then 429', async (t) => {
  const app = startApp(t, { rateLimit: 'postman' });
  const reads = ['/Users', '/Groups', '/Users/x', '/ResourceTypes', '/ServiceProviderConfig'];
  for (let call = 0; call < 300; call += 1) await app.get(reads[call % reads.length] ?? '');
  for (const path of reads) t.equal((await app.get(path)).status, 429, path);
  for (let call = 0; call < 180; call += 1) t.not((await app.put('/Users/x', {})).status, 429);
  t.equal((await app.put('/Users/x', {})).status, 429);
  t.equal((await app.post('/Groups', { displayName: 'A' })).status, 429);
  app.advance(60);
  t.equal((await app.get('/Groups')).body.totalResults, 0, 'what was refused was not done');
});

test('[rate-limit-body] the general envelope, and the seconds to wait in three headers', async (t) => {
  const app = startApp(t, { rateLimit: '1/1' });
  await app.get('/Users');
  app.advance(18);
  const { status, text, headers } = await app.get('/Users');
  t.equal(status, 429);
  t.equal(text, '{"error":{"name":"rateLimited","message":"Rate limit exceeded. Please retry after 42 seconds."}}');
  t.match(limits(headers), {
    ratelimit: 'limit=1, remaining=0, reset=42',
    'ratelimit-reset': closes,
    retryafter: '42',
    'x-ratelimit-retryafter': '42',
    'retry-after': '42',
  });
});

test('[rate-limit-delete] DELETE counts as a write', async (t) => {
  const app = startApp(t, { rateLimit: '9/2' });
  await app.delete('/Groups/x');
  t.equal((await app.delete('/Groups/x')).headers['ratelimit-remaining'], '0');
  t.equal((await app.delete('/Groups/x')).status, 429);
  t.equal((await app.get('/Groups')).status, 200);
});

test("[rate-limit-window] 60 seconds from the first call in it, by the world's clock", async (t) => {
  const app = startApp(t, { rateLimit: '2/2' });
  await app.get('/Users');
  app.advance(59);
  t.equal((await app.get('/Users')).headers.ratelimit, 'limit=2, remaining=0, reset=1');
  t.equal((await app.get('/Users')).status, 429);
  app.advance(1);
  t.equal((await app.get('/Users')).headers.ratelimit, 'limit=2, remaining=1, reset=60', 'the next window');
  app.advance(600);
  t.equal((await app.get('/Users')).headers.ratelimit, 'limit=2, remaining=1, reset=60', 'it opens with a call');
});

test('[rate-limits] by team: two keys of one team share, two teams do not', async (t) => {
  const teams = [{ keys: [{ key }, { key: 'other' }] }, { keys: [{ key: 'second' }] }];
  const app = startApp(t, { rateLimit: '2/2', world: { teams } });
  await app.get('/Users');
  await app.get('/Users', { key: 'other' });
  t.equal((await app.get('/Users')).status, 429);
  t.equal((await app.get('/Users', { key: 'second' })).status, 200);
});

test('[rate-limits] off: never refused, and the window always looks full', async (t) => {
  const app = startApp(t);
  for (let call = 0; call < 310; call += 1) {
    const { status, headers } = await app.get('/ResourceTypes');
    if (status === 200 && headers.ratelimit === 'limit=300, remaining=300, reset=60') continue;
    t.fail(`${status} ${headers.ratelimit}`);
  }
});

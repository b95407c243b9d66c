import { setTimeout as sleep } from 'node:timers/promises';
import tap, { test } from 'tap';
import { type Server, startServer } from '../control/server.ts';
import { errorText, key, texts } from '../helpers.ts';

tap.setTimeout(120_000);

/** What one client does to its world; answers everything it saw, so that any two can be compared. */
const run = async ({ control, scim }: Server, id: string): Promise<string[]> => {
  const seen: string[] = [];
  const client = scim(`key-of-${id}`);
  const note = ({ status, text }: { status: number; text: string }): void => void seen.push(`${status} ${text}`);
  await control('PUT', `/worlds/${id}/clock`, { now: '2030-01-01T00:00:00Z', frozen: true });
  await control('POST', `/worlds/${id}/faults`, {
    operations: ['createScimUser'],
    match: { userName: 'b@example.com' },
    times: 1,
    when: 'after',
    effect: { kind: 'error', status: 500 },
  });
  note(await client.hire('a@example.com'));
  note(await client.hire('b@example.com'));
  note(await client.hire('b@example.com'));
  note(await client.post('/Groups', { displayName: 'Crew', members: [{ value: 'a@example.com' }] }));
  await control('POST', `/worlds/${id}/clock/advance`, { seconds: 30 });
  note(await client.find('b@example.com'));
  const [user] = (await client.get('/Users')).body.Resources;
  note(await client.patch(`/Users/${user.id}`, { op: 'replace', value: { active: false } }));
  note(await client.get('/Users'));
  note(await client.get('/Groups'));
  seen.push((await control('GET', `/worlds/${id}/journal/count`)).text);
  seen.push((await control('GET', `/worlds/${id}/faults`)).text);
  const document = (await control('GET', `/worlds/${id}/document`)).body;
  seen.push(JSON.stringify({ ...document, teams: [{ ...document.teams[0], keys: [] }] }));
  return seen;
};

test('two hundred worlds driven at once with the same addresses: nothing crosses over', async (t) => {
  const server = await startServer(t);
  server.agent.maxSockets = 200;
  const ids = Array.from({ length: 200 }, (_, index) => `world-${index}`);
  await Promise.all(ids.map((id) => server.control('POST', '/worlds', { id, key: `key-of-${id}`, rateLimit: '9/9' })));
  const runs = await Promise.all(ids.map((id) => run(server, id)));
  const [first = []] = runs;
  t.match(first[1], /^500 /);
  t.match(first[2], /^409 /);
  t.equal(first[8], '{"count":9}');
  t.equal(new Set(runs.map((seen) => JSON.stringify(seen))).size, 1, 'all saw the same, ids included');
  t.equal((await server.scim().get('/Users')).body.totalResults, 0, 'and the default world nothing');
  t.equal((await server.control('GET', '/worlds')).body.length, 201);
  await server.control('DELETE', '/worlds/world-7');
  t.equal((await server.scim('key-of-world-7').get('/Users')).status, 401);
  t.equal((await server.scim('key-of-world-8').get('/Users')).body.totalResults, 2);
});

test('two teams of a world meet through accounts alone', async (t) => {
  const { control, scim } = await startServer(t);
  const second = (await control('POST', '/worlds/default/teams', { verifiedDomains: ['example.com'] })).body;
  const { id } = (await scim().hire('a@example.com')).body;
  const there = (await scim(second.key).hire('a@example.com')).body;
  t.not(there.id, id);
  t.equal((await scim(second.key).get(`/Users/${id}`)).status, 404);
  await scim(second.key).patch(`/Users/${there.id}`, { op: 'replace', value: { active: false } });
  t.equal((await scim().get(`/Users/${id}`)).body.active, true);
});

test('a document that is refused leaves no trace of its keys', async (t) => {
  const { control, scim } = await startServer(t);
  await scim().hire('a@example.com');
  const twice = { version: 1, teams: [{ keys: [{ key }] }, { keys: [{ key }] }] };
  t.equal((await control('PUT', '/worlds/default/document', twice)).status, 400);
  t.equal((await scim().get('/Users')).body.totalResults, 1);
  const strange = { version: 1, teams: [{ keys: [{ key: 'strange' }] }, { keys: [{ key: 'strange' }] }] };
  t.equal((await control('POST', '/worlds', { document: strange })).status, 400);
  t.equal((await scim('strange').get('/Users')).status, 401);
  const other = (await control('POST', '/worlds', {})).body;
  await scim(other.team.key).hire('b@example.com');
  t.equal((await scim('strange').get('/Users')).status, 401, 'nor does it open the world that came after');
});

test('a call that outlives its world, or its team, reaches no other', async (t) => {
  const { control, scim } = await startServer(t);
  const slow = { operations: ['createScimUser', 'getScimUserResources'], effect: { kind: 'delay', milliseconds: 300 } };
  for (const end of ['delete', 'import'] as const) {
    const id = `doomed-${end}`;
    await control('POST', '/worlds', { id });
    const { key: doomed } = (await control('POST', `/worlds/${id}/teams`, {})).body;
    await control('POST', `/worlds/${id}/faults`, slow);
    const [write, read] = [scim(doomed).hire('late@example.com'), scim(doomed).get('/Users')];
    await sleep(100);
    if (end === 'delete') await control('DELETE', `/worlds/${id}`);
    else await control('PUT', `/worlds/${id}/document`, { version: 1, teams: [{}] });
    const next = (await control('POST', '/worlds', { id: `next-${end}` })).body;
    await scim(next.team.key).hire('present@example.com');
    t.ok((await write).status >= 400, `${end}: ${(await write).text}`);
    t.notMatch((await read).text, 'present@example.com');
    if (end === 'delete') t.equal((await write).text, errorText(401, texts.key));
    const { body } = await scim(next.team.key).get('/Users');
    t.equal(body.totalResults, 1, 'the next world has its own user alone');
  }
});

test('a time to live ends a world by itself, and a reset does not prolong it', async (t) => {
  const { control, scim } = await startServer(t);
  const { body } = await control('POST', '/worlds', { id: 'brief', timeToLiveSeconds: 1 });
  t.ok(Date.parse(body.expires) > Date.now());
  t.equal((await scim(body.team.key).get('/Users')).status, 200);
  const waiting = control('GET', '/worlds/brief/journal/wait?count=9&timeoutSeconds=60');
  await control('POST', '/worlds/brief/reset');
  t.strictSame((await waiting).body, { found: false, count: 0 }, 'who waits for something in it is answered');
  t.equal((await control('GET', '/worlds/brief')).status, 404);
  t.equal((await scim(body.team.key).get('/Users')).status, 401);
  t.equal((await control('POST', '/worlds', { id: 'brief' })).body.team.key, body.team.key, 'name and key are free');
});

import SQLite from 'better-sqlite3';
import { type Test, test } from 'tap';
import type { ScimRequest } from '../../src/scim/admission.ts';
import type { Admitted } from '../../src/scim/caller.ts';
import { ReadCache } from '../../src/scim/read-cache.ts';
import { RequestTrace } from '../../src/scim/trace.ts';
import { effort, seed } from '../effort.ts';
import { key, startApp } from '../helpers.ts';

const otherKey = 'key-of-the-other-team';
const base = '/_emulator/worlds/default';
const person = (userName: string, more: object = {}) => ({
  userName,
  name: { givenName: 'Kim', familyName: 'Lee' },
  ...more,
});

/** Counts the statements that every database prepared from now on runs. */
const countStatements = (t: Test) => {
  let ran = 0;
  const { prepare } = SQLite.prototype;
  SQLite.prototype.prepare = function (this: SQLite.Database, sql: string) {
    const statement = prepare.call(this, sql);
    for (const method of ['get', 'all', 'run', 'iterate'] as const) {
      const run = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      Object.defineProperty(statement, method, {
        value: (...values: unknown[]) => {
          ran += 1;
          return run(...values);
        },
      });
    }
    return statement;
  } as typeof SQLite.prototype.prepare;
  t.teardown(() => {
    SQLite.prototype.prepare = prepare;
  });
  return async (work: () => Promise<unknown>): Promise<number> => {
    ran = 0;
    await work();
    return ran;
  };
};

test('a read that was answered before runs no SQL, until its team is written', async (t) => {
  const count = countStatements(t);
  const app = startApp(t, { world: { teams: [{ keys: [{ key }] }, { keys: [{ key: otherKey }] }] } });
  const { id } = await app.hire('a@example.com');
  const group = (await app.post('/Groups', { displayName: 'Staff', members: [{ value: id }] })).body.id;
  const filter = (text: string) => `/Users?filter=${encodeURIComponent(text)}`;
  const paths = [
    `/Users/${id}`,
    '/Users',
    '/Users?startIndex=1&count=1',
    filter('userName eq "a@example.com"'),
    filter('userName eq "nobody@example.com"'),
    '/Groups',
    `/Groups/${group}`,
    `/Groups?filter=${encodeURIComponent('displayName eq "Staff"')}`,
  ];
  const change = (familyName: string) => app.put(`/Users/${id}`, { name: { givenName: 'New', familyName } });
  for (const path of paths) {
    t.ok((await count(() => app.get(path))) > 0, `${path} is read the first time`);
    t.equal(await count(() => app.get(path)), 0, `${path} is not read the second time`);
    await app.post('/Users', person(`of-${paths.indexOf(path)}@example.com`), { key: otherKey });
    t.equal(await count(() => app.get(path)), 0, `${path} is not read after a write in another team`);
    await change(path);
    t.ok((await count(() => app.get(path))) > 0, `${path} is read after a write`);
  }
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
const createRandom = (from: number) => {
  let state = from;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Step = {
  readonly method: string;
  readonly url: string;
  readonly key?: string;
  readonly inApiKeyHeader?: boolean;
  readonly body?: unknown;
};

const switches: Readonly<Record<string, readonly string[]>> = {
  'items-per-page': ['count', 'returned'],
  'pending-invite': ['hidden', 'inactive'],
  'filter-active': ['accept', 'refuse'],
  'start-index-below-one': ['one', 'refuse'],
  'other-team': ['invite', 'conflict'],
  'put-active': ['apply', 'ignore'],
  'user-name-updates': ['never', 'verified-domains'],
  'x-api-key': ['accept', 'refuse'],
};

/** The sender of the next step, and the ids that each sender's team shows. */
type Known = { sender: string; readonly users: Record<string, string[]>; readonly groups: Record<string, string[]> };

/** The steps that change something, each with what it needs drawn at random. */
const createSteps = (random: () => number, known: Known, documents: unknown[]) => {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const address = () => `${pick(['a', 'B', 'c', 'd', 'e'])}@${pick(['acme.example', 'other.example'])}`;
  const user = () =>
    pick(random() < 0.9 && known.users[known.sender]?.length ? (known.users[known.sender] ?? []) : ['unknown']);
  const group = () =>
    pick(random() < 0.9 && known.groups[known.sender]?.length ? (known.groups[known.sender] ?? []) : ['unknown']);
  const team = () => `${base}/teams/${pick(['team-1', 'team-2'])}`;
  const scim = (method: string, path: string, body?: unknown): Step => ({
    method,
    url: `/scim/v2${path}`,
    key: known.sender,
    ...(body !== undefined && { body }),
  });
  const patch = (path: string, ...operations: object[]): Step => scim('PATCH', path, { Operations: operations });
  const member = () => ({ value: user() });
  return [
    () => scim('POST', '/Users', person(address(), { groups: [pick(['Staff', 'Board'])] })),
    () => scim('POST', '/Users', person(address(), { active: random() < 0.7 })),
    () =>
      scim('PUT', `/Users/${user()}`, person(address(), { name: { givenName: pick(['X', 'Y']), familyName: 'Z' } })),
    () => patch(`/Users/${user()}`, { op: 'replace', path: 'active', value: random() < 0.5 }),
    () => scim('POST', '/Groups', { displayName: pick(['Staff', 'Board', 'Club']), members: [member()] }),
    // The second operation often fails, and takes the first one back.
    () =>
      patch(
        `/Groups/${group()}`,
        { op: 'replace', path: 'displayName', value: pick(['Staff', 'Board', 'Club', 'Crew']) },
        { op: 'add', path: 'members', value: [member(), member()] },
      ),
    () =>
      patch(`/Groups/${group()}`, { op: 'replace', value: { displayName: pick(['Staff', 'Board', 'Club', 'Crew']) } }),
    () => patch(`/Groups/${group()}`, { op: pick(['add', 'remove']), path: 'members', value: [member()] }),
    () => scim('DELETE', `/Groups/${group()}`),
    () => ({ method: 'POST', url: `${team()}/members`, body: { email: address(), givenName: 'App' } }),
    () => ({ method: 'PATCH', url: `${team()}/members/${address()}`, body: { familyName: pick(['P', 'Q']) } }),
    () => ({ method: 'POST', url: `${team()}/invites`, body: { email: address() } }),
    () => ({ method: 'POST', url: `${team()}/invites/${address()}/accept` }),
    () => ({ method: 'POST', url: `${team()}/invites/${address()}/${pick(['decline', 'cancel'])}` }),
    () => ({ method: 'POST', url: `${base}/accounts`, body: { email: address() } }),
    () => {
      const id = pick(Object.keys(switches));
      return { method: 'PATCH', url: team(), body: { quirks: { [id]: pick(switches[id] ?? []) } } };
    },
    () => ({ method: 'PATCH', url: team(), body: { profile: pick(['classic', '2025', '2026-08']) } }),
    () => ({ method: 'POST', url: `${base}/clock/advance`, body: { seconds: Math.floor(random() * 5000) } }),
    () => ({ method: 'PUT', url: `${base}/clock`, body: { now: '2030-01-01T00:00:00.000Z' } }),
    () => (random() < 0.2 ? { method: 'POST', url: `${base}/reset` } : { method: 'DELETE', url: `${base}/clock` }),
    () => ({ method: 'PUT', url: `${base}/document`, body: pick(documents) }),
    () => ({ method: 'PUT', url: `${base}/snapshots/kept` }),
    () => ({ method: 'POST', url: `${base}/snapshots/kept/restore` }),
  ] as const satisfies readonly (() => Step)[];
};

const teams = [
  { id: 'team-1', keys: [{ key }], verifiedDomains: ['acme.example'] },
  { id: 'team-2', keys: [{ key: otherKey }], verifiedDomains: ['other.example'] },
];

/** One that is accepted, and one that fails at its last team, after the first was loaded. */
const documents = [
  {
    version: 1,
    teams: [
      { ...teams[0], members: [{ email: 'b@acme.example' }, { email: 'e@other.example', state: 'invited' }] },
      teams[1],
    ],
  },
  {
    version: 1,
    teams: [
      { ...teams[0], members: [{ email: 'x@acme.example' }] },
      { ...teams[1], keys: [{ key }] },
    ],
  },
];

test('an answer from the cache is the answer without it, with the same notes', async (t) => {
  const random = createRandom(seed);
  const settings = { world: { teams }, profile: undefined };
  const cached = startApp(t, settings);
  const plain = startApp(t, { ...settings, readCacheBytes: 0 });
  const send = async (app: typeof cached, { method, url, key: sent, body, inApiKeyHeader }: Step) => {
    const response = await app.http.inject({
      method: method as 'GET',
      url,
      headers: {
        'x-emulator-explain': '1',
        ...(sent !== undefined && (inApiKeyHeader ? { 'x-api-key': sent } : { authorization: sent })),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    const [entry] = app.world.journal.entriesAfter(app.world.journal.sequence - 1);
    const { statusCode: status, payload: text, headers } = response;
    const { date: _, 'x-emulator-version': __, ...others } = headers;
    const notes = entry && { quirks: entry.quirks, outcomes: entry.outcomes, reason: entry.reason, team: entry.team };
    return { status, text, headers: others, ...(url.startsWith('/scim') && { notes }) };
  };
  const known: Known = { sender: key, users: {}, groups: {} };
  const steps = createSteps(random, known, documents);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

  const reads = (): Step[] => {
    const filters = [
      'userName eq "a@acme.example"',
      'userName eq "A@acme.example"',
      ...['a', 'B', 'c', 'd', 'e'].map((name) => `userName eq '${name}@${pick(['acme', 'other'])}.example'`),
      'active eq true',
      'displayName eq "Staff"',
      'nonsense',
    ].map((filter) => `filter=${encodeURIComponent(filter)}`);
    const queries = [
      '',
      '?count=1',
      '?startIndex=2&count=2',
      '?startIndex=0',
      '?count=500&sortBy=x',
      ...filters.map((f) => `?${f}`),
    ];
    return [key, otherKey].flatMap((sender) => {
      const paths = [
        ...queries.flatMap((query) => [`/Users${query}`, `/Groups${query}`]),
        ...(known.users[sender] ?? []).map((id) => `/Users/${id}`),
      ];
      const groups = (known.groups[sender] ?? []).map((id) => `/Groups/${id}`);
      return ['/Users', '/Groups', ...groups, ...Array.from({ length: 4 }, () => pick(paths))].map((path) => ({
        method: 'GET',
        url: `/scim/v2${path}`,
        key: sender,
        inApiKeyHeader: random() < 0.2,
      }));
    });
  };
  const learn = async (sender: string): Promise<void> => {
    for (const [list, path] of [
      ['users', '/scim/v2/Users'],
      ['groups', '/scim/v2/Groups'],
    ] as const) {
      const { text } = await send(plain, { method: 'GET', url: path, key: sender });
      known[list][sender] = (JSON.parse(text).Resources ?? []).map(({ id }: { id: string }) => id);
    }
  };

  let compared = 0;
  let refused = 0;
  const rounds = effort(200, 10_000);
  for (let round = 0; round < rounds; round += 1) {
    known.sender = pick([key, otherKey]);
    const chosen = reads();
    for (const read of chosen) await send(cached, read);
    const step = pick(steps)();
    const said = `${step.method} ${step.url} ${'body' in step ? JSON.stringify(step.body) : ''}`;
    const expected = await send(plain, step);
    const answer = await send(cached, step);
    // The control plane counts requests, which are more where each read is repeated.
    if (step.url.startsWith('/scim')) t.strictSame(answer, expected, said);
    else t.equal(answer.status, expected.status, said);
    if (expected.status >= 400) refused += 1;
    for (const read of chosen) {
      const plainAnswer = await send(plain, read);
      for (const time of ['first', 'second']) {
        t.strictSame(await send(cached, read), plainAnswer, `${read.url}, the ${time} time after ${said}`);
        compared += 1;
      }
    }
    await learn(known.sender);
  }
  t.ok(compared >= rounds * 20, `${compared} answers are compared`);
  t.ok(refused > rounds / 20 && refused < rounds * 0.8, `${refused} of ${rounds} steps are refused`);
});

test('the cache keeps within its bytes, whoever reads', async (t) => {
  const app = startApp(t);
  const cache = new ReadCache(app.store, 100_000);
  const read = cache.through(() => 'x'.repeat(5000));
  const team = app.directory().team;
  const ask = (pk: number, url: string) =>
    read(
      { raw: { url } } as ScimRequest,
      { team: { ...team, pk } } as Admitted,
      new RequestTrace('getScimUserResource'),
    );
  let most = 0;
  for (let number = 0; number < 500; number += 1) {
    t.equal(ask(number % 7, `/scim/v2/Users/${number}`).length, 5000);
    if (number % 10 === 0) app.store.generations.raise(number % 7);
    most = Math.max(most, cache.bytes);
  }
  t.ok(most > 50_000 && most <= 100_000, `${most} bytes at most`);
  const large = cache.through(() => 'x'.repeat(50_000));
  const before = cache.bytes;
  large({ raw: { url: '/' } } as ScimRequest, { team } as Admitted, new RequestTrace('getScimUserResource'));
  t.ok(cache.bytes <= before + 300, 'an answer of a quarter of the limit is not kept');
});

test('[pending-invite] the notes of a filter in vain are those of the moment', async (t) => {
  const app = startApp(t, { world: { accounts: [{ email: 'a@example.com' }], teams: [{ keys: [{ key }] }] } });
  const quirks = async () => {
    await app.filter('/Users', 'userName eq "a@example.com"');
    return app.world.journal.entriesAfter(app.world.journal.sequence - 1)[0]?.quirks;
  };
  t.notOk((await quirks())?.includes('pending-invite'));
  await app.post('/Users', person('a@example.com'));
  for (const time of ['first', 'second']) t.ok((await quirks())?.includes('pending-invite'), `the ${time} time`);
  const url = '/_emulator/worlds/default/teams/team-1/invites/a@example.com/decline';
  t.equal((await app.http.inject({ method: 'POST', url })).statusCode, 204);
  for (const time of ['first', 'second'])
    t.notOk((await quirks())?.includes('pending-invite'), `declined, ${time} time`);
});

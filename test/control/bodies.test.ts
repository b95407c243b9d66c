import fc from 'fast-check';
import tap, { test } from 'tap';
import { startServer, team, world } from './server.ts';

tap.setTimeout(120_000);

/** Every operation that takes a body, with bodies that are wrong and where. */
const wrong: readonly (readonly [method: string, path: string, body: unknown, pointer: string])[] = [
  ['POST', '/worlds', { id: 'not a slug' }, '/id'],
  ['POST', '/worlds', { id: '../default' }, '/id'],
  ['POST', '/worlds', { timeToLiveSeconds: 0 }, '/timeToLiveSeconds'],
  ['POST', '/worlds', { timeToLiveSeconds: '5' }, '/timeToLiveSeconds'],
  ['POST', '/worlds', { journalLimit: -1 }, '/journalLimit'],
  ['POST', '/worlds', { profile: 'classic ' }, '/profile'],
  ['POST', '/worlds', { quirks: { 'items-per-page': 'none' } }, '/quirks/items-per-page'],
  ['POST', '/worlds', { quirks: { nothing: 'x' } }, '/quirks/nothing'],
  ['POST', '/worlds', { quirks: { 'items-per-page': 1 } }, '/quirks/items-per-page'],
  ['POST', '/worlds', { verifiedDomains: ['a@b.c'] }, '/verifiedDomains/0'],
  ['POST', '/worlds', { key: '' }, '/key'],
  ['POST', '/worlds', { key: `PMAK-${'a'.repeat(24)}` }, '/key'],
  ['POST', '/worlds', { colour: 'red' }, '/colour'],
  ['POST', `${world}/teams`, { quirks: { nothing: 'x' } }, '/quirks/nothing'],
  ['POST', `${world}/teams`, { key: `PMAK-${'a'.repeat(24)}` }, '/key'],
  ['POST', `${world}/teams`, { scimEnabled: 1 }, '/scimEnabled'],
  ['PATCH', team, { quirks: { 'a/b~c': 'x' } }, '/quirks/a~1b~0c'],
  ['PATCH', team, { deleted: true }, '/deleted'],
  ['PATCH', team, { verifiedDomains: 'example.com' }, '/verifiedDomains'],
  ['POST', `${team}/keys`, { key: 'with space' }, '/key'],
  ['POST', `${team}/keys`, { expires: '2030-13-01T00:00:00Z' }, '/expires'],
  ['POST', `${team}/keys`, { createdBy: 'ada' }, '/createdBy'],
  ['POST', `${team}/keys/key-1/regenerate`, { graceSeconds: 1.5 }, '/graceSeconds'],
  ['POST', `${world}/accounts`, {}, '/email'],
  ['POST', `${world}/accounts`, { email: 'a b@example.com' }, '/email'],
  ['POST', `${world}/accounts`, { email: 'a@example.com', givenName: null }, '/givenName'],
  ['POST', `${team}/invites`, { email: 'a@example.com', role: 'king' }, '/role'],
  ['POST', `${team}/members`, { email: ['a@example.com'] }, '/email'],
  ['PATCH', `${team}/members/a@example.com`, { active: 'false' }, '/active'],
  ['PATCH', `${team}/members/a@example.com`, { email: 'b@example.com' }, '/email'],
  ['PUT', `${world}/clock`, { frozen: 1 }, '/frozen'],
  ['PUT', `${world}/goal`, { users: [{}] }, '/users/0/userName'],
  ['PUT', `${world}/goal`, { groups: [{ displayName: 'A', colour: 1 }] }, '/groups/0/colour'],
  ['PUT', `${world}/document`, {}, '/version'],
];

test('a body that is wrong is refused with a problem that names the field, and changes nothing', async (t) => {
  const { control, scim } = await startServer(t);
  await scim().hire('a@example.com');
  const before = (await control('GET', `${world}/document`)).text;
  for (const [method, path, body, pointer] of wrong) {
    const answer = await control(method, path, body);
    t.equal(answer.status, 400, `${method} ${path} ${JSON.stringify(body)}`);
    t.match(answer.headers['content-type'], /^application\/problem\+json/);
    t.equal(answer.body.errors?.[0].path, pointer, answer.text);
    t.ok(answer.body.detail.includes(pointer) || answer.body.detail === answer.body.errors[0].message);
  }
  t.equal((await control('GET', `${world}/document`)).text, before);
  t.equal((await control('GET', '/worlds')).body.length, 1);
});

test('what is taken already is 409', async (t) => {
  const { control, scim } = await startServer(t);
  await scim().hire('a@example.com');
  for (const [method, path, body] of [
    ['POST', '/worlds', { id: 'default' }],
    ['POST', '/worlds', { key: 'emulator-scim-key' }],
    ['DELETE', world, undefined],
    ['POST', `${world}/teams`, { id: 'team-1' }],
    ['POST', `${world}/teams`, { key: 'emulator-scim-key' }],
    ['POST', `${team}/keys`, { key: 'emulator-scim-key' }],
    ['POST', `${world}/accounts`, { email: 'A@example.com' }],
    ['DELETE', `${world}/accounts/a@example.com`, undefined],
    ['POST', `${team}/invites`, { email: 'A@example.com' }],
    ['POST', `${team}/members`, { email: 'A@example.com' }],
  ] as const) {
    const answer = await control(method, path, body);
    t.equal(answer.status, 409, `${method} ${path}`);
    if (body && 'key' in body) t.equal(answer.body.errors[0].path, '/key');
  }
});

test('what is no JSON, no object, or of another type', async (t) => {
  const { control } = await startServer(t);
  const status = async (text: string, type?: string): Promise<number> =>
    (await control('POST', '/worlds', text, { headers: type === undefined ? {} : { 'content-type': type } })).status;
  for (const text of ['{', '{"id":}', '{"__proto__":{}}', 'id=x', '[]', 'null', '5', '"x"', '\u0000']) {
    t.equal(await status(text), 400, text);
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'x']) {
    t.equal(await status('{}', type), 415, type);
  }
  t.equal(await status('{}', 'application/json; charset=utf-8'), 201);
  t.equal(await status(''), 201, 'nothing at all is {}');
  t.equal(await status('', 'application/x-www-form-urlencoded'), 201, 'as curl -X POST -d "" sends it');
  const reset = await control('POST', `${world}/reset`, 'x=1', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  t.equal(reset.status, 200, 'where no body is taken none is looked at');
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const [method, path, text] of [
    ['POST', `${world}/faults`, `{"operations":["createScimUser"],"match":{"x":${deep}},"effect":{"kind":"reset"}}`],
    ['PUT', `${world}/goal`, `{"users":[{"userName":"a","x":${deep}}]}`],
    ['PUT', `${world}/document`, deep],
  ] as const) {
    t.match((await control(method, path, text)).body, { status: 400, detail: 'The body is nested too deep.' }, path);
  }
  t.strictSame((await control('GET', `${world}/faults`)).body, []);
  t.equal((await control('GET', `/worlds/${'x'.repeat(2000)}`)).status, 404);
  t.equal((await control('GET', '/worlds/%ff')).status, 404);
});

test('whatever is sent, the answer is one that is described, and never a 500', async (t) => {
  const { control } = await startServer(t);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      'default',
      'a@example.com',
      '2030-01-01T00:00:00Z',
      'createScimUser',
      'off',
      1e308,
      -0,
      '\ud800',
      '',
    ),
  );
  const names = [
    ...['id', 'idSeed', 'timeToLiveSeconds', 'journalLimit', 'key', 'name', 'profile', 'quirks', 'verifiedDomains'],
    ...['scimEnabled', 'rateLimit', 'document', 'version', 'teams', 'email', 'givenName', 'role', 'signIn', 'active'],
    ...['now', 'frozen', 'seconds', 'operations', 'effect', 'match', 'times', 'every', 'when', 'graceSeconds', 'users'],
  ];
  const body = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string()), value, {
    maxKeys: 4,
  });
  const route = fc.constantFrom(
    ...wrong.map(([method, path]) => [method, path] as const),
    ['POST', `${world}/faults`] as const,
    ['POST', `${world}/clock/advance`] as const,
  );
  await fc.assert(
    fc.asyncProperty(route, body, async ([method, path], sent) => {
      const { status, text } = await control(method, path, sent);
      if (status >= 500) throw new Error(`${method} ${path} ${JSON.stringify(sent)} -> ${text}`);
    }),
    { numRuns: 400 },
  );
  const part = fc.constantFrom(
    'default',
    'team-1',
    'teams',
    'keys',
    'a@b',
    '%2e%2e',
    '..',
    'é',
    '%00',
    "'",
    '%25',
    'x',
  );
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE');
  await fc.assert(
    fc.asyncProperty(method, fc.array(part, { maxLength: 6 }), async (sent, parts) => {
      const path = encodeURI(`/worlds/${parts.join('/')}`).replaceAll('%25', '%');
      const { status, text } = await control(sent, path, sent === 'GET' ? undefined : {});
      if (status >= 500) throw new Error(`${sent} ${path} -> ${text}`);
    }),
    { numRuns: 200 },
  );
  t.equal((await control('GET', '/worlds/default')).status, 200);
});

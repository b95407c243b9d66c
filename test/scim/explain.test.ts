import { test } from 'tap';
import { key, startApp } from '../helpers.ts';

const explain = { headers: { 'x-emulator-explain': '1' } };

test('an answer explains itself where it is asked to, and only there', async (t) => {
  const app = startApp(t);
  const plain = await app.hire('a@example.com');
  t.notOk('x-emulator-quirks' in (await app.get('/Users')).headers);
  const { headers } = await app.put(
    `/Users/${plain.id}`,
    { userName: 'b@example.com', active: false, emails: [], name: { givenName: 'B' } },
    explain,
  );
  t.equal(headers['x-emulator-ignored'], 'active, userName, emails');
  t.match(headers['x-emulator-quirks'], 'put-partial-name');
});

test('the journal has the outcome of every attribute, with the quirk behind it', async (t) => {
  const app = startApp(t);
  const last = () => app.world.journal.entriesAfter(0).at(-1);
  const { id } = await app.hire('a@example.com', {
    title: 'x',
    id: 'x',
    schemas: [],
    externalId: 'e',
    name: { givenName: 'A', familyName: 'A', formatted: 'x' },
  });
  t.match(last(), {
    operation: 'createScimUser',
    status: 201,
    team: 'team-1',
    keyForm: 'bearer',
    changes: [{ resource: 'User', id, change: 'created' }],
  });
  t.same(
    new Set(last()?.outcomes.map(({ path, outcome }) => `${path} ${outcome}`)),
    new Set([
      'userName stored',
      'name.givenName stored',
      'name.familyName stored',
      'externalId stored',
      'name.formatted ignored',
      'title ignored',
      'id read-only',
      'schemas ignored',
    ]),
  );
  await app.patch(`/Users/${id}`, [
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'add', path: 'title', value: 'x' },
  ]);
  t.match(last(), { resource: id, changes: [{ change: 'deactivated' }] });
  t.ok(
    last()?.outcomes.some(
      ({ path, outcome, quirk }) => path === 'active' && outcome === 'coerced' && quirk === 'patch-active-string',
    ),
  );
  t.ok(last()?.outcomes.some(({ path, outcome }) => path === 'title' && outcome === 'ignored'));
  await app.get('/Users?count=500&sortBy=x');
  t.match(
    last()
      ?.outcomes.map(({ path, outcome }) => `${path} ${outcome}`)
      .sort(),
    ['?count coerced', '?sortBy ignored'],
  );
});

test('[external-id-once] [put-active] an ignored attribute is noted with the quirk that ignores it', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const name = { givenName: 'A', familyName: 'A' };
  await app.put(`/Users/${id}`, { name, externalId: 'x', active: false, userName: 'b@example.com', title: 'x' });
  const outcomes = app.world.journal.entriesAfter(0).at(-1)?.outcomes ?? [];
  t.same(
    Object.fromEntries(outcomes.filter(({ outcome }) => outcome === 'ignored').map(({ path, quirk }) => [path, quirk])),
    {
      active: 'put-active',
      userName: 'put-name-only',
      externalId: 'external-id-once',
      title: 'put-name-only',
    },
  );
});

test('a refused call stored nothing, and its entry says so', async (t) => {
  const app = startApp(t);
  await app.hire('a@example.com');
  await app.post('/Users', { userName: 'A@example.com', name: { givenName: 'A', familyName: 'A' } });
  const entry = app.world.journal.entriesAfter(0).at(-1);
  t.match(entry, { status: 409, changes: [] });
  t.ok(entry?.quirks.includes('address-case'));
  t.notOk(entry?.outcomes.some(({ outcome }) => outcome === 'stored'));
  await app.get('/Nope', { key });
  t.match(app.world.journal.entriesAfter(0).at(-1), {
    status: 404,
    operation: null,
    quirks: ['unrouted'],
    team: 'team-1',
  });
  await app.get('/Users', { key: null });
  t.match(app.world.journal.entriesAfter(0).at(-1), {
    status: 401,
    team: null,
    keyForm: 'none',
    quirks: ['key-refused'],
  });
});

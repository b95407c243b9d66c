import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import { toDocument } from '../../src/worlds/export-document.ts';
import { Registry } from '../../src/worlds/registry.ts';
import { startApp } from '../helpers.ts';
import { failWrites } from './failing-store.ts';

const start = { version: 1, idSeed: 'failing', clock: { now: '2030-01-01T00:00:00.000Z', frozen: true } };
const admin = { email: 'admin@example.com', givenName: 'A', familyName: 'D', role: 'admin' };
const people = ['one', 'two', 'three'].map((name) => ({
  email: `${name}@example.com`,
  givenName: name,
  familyName: 'L',
}));
const document = {
  ...start,
  accounts: [{ email: 'account@example.com', givenName: 'A', familyName: 'C' }],
  teams: [
    {
      keys: [{ key: 'failing-key', id: 'key' }],
      members: [admin, ...people, { email: 'guest@example.com', state: 'invited' }],
      groups: [{ id: '1'.repeat(48), displayName: 'Group', members: ['one@example.com', 'two@example.com'] }],
    },
  ],
};

const world = '/_emulator/worlds/default';
const team = `${world}/teams/team-1`;
const names = { givenName: 'N', familyName: 'M' };

/** Calls that write, each of which must do all of its work or none. `{user}` stands for a member's id. */
const calls: readonly (readonly [method: string, url: string, body?: unknown])[] = [
  ['POST', '/scim/v2/Users', { userName: 'new@example.com', name: names, groups: ['Group'] }],
  ['POST', '/scim/v2/Users', { userName: 'account@example.com', name: names, groups: ['Group'] }],
  ['PUT', '/scim/v2/Users/{user}', { name: names }],
  ['PATCH', '/scim/v2/Users/{user}', { Operations: [{ op: 'replace', value: { active: false } }] }],
  ['POST', '/scim/v2/Groups', { displayName: 'More', members: [{ value: '{user}' }] }],
  [
    'PATCH',
    `/scim/v2/Groups/${'1'.repeat(48)}`,
    {
      Operations: [
        { op: 'replace', path: 'displayName', value: 'X' },
        { op: 'remove', path: 'members' },
      ],
    },
  ],
  ['DELETE', `/scim/v2/Groups/${'1'.repeat(48)}`],
  ['PUT', `${world}/clock`, { now: '2031-01-01T00:00:00Z', frozen: true }],
  ['PUT', `${world}/clock`, { frozen: false }],
  ['POST', `${world}/clock/advance`, { seconds: 86_400 }],
  ['DELETE', `${world}/clock`],
  ['PUT', `${world}/document`, { ...document, idSeed: 'other' }],
  ['POST', `${world}/reset`],
  ['PUT', `${world}/snapshots/one`],
  ['POST', `${world}/snapshots/start/restore`],
  ['DELETE', `${world}/snapshots/start`],
  ['POST', `${world}/teams`, { id: 'more' }],
  ['PATCH', team, { name: 'Renamed', quirks: { 'pending-invite': 'inactive' }, verifiedDomains: ['x.test'] }],
  ['POST', `${team}/keys`, { name: 'another' }],
  ['POST', `${team}/keys/key/regenerate`, { graceSeconds: 60 }],
  ['POST', `${team}/keys/key/revoke`],
  ['POST', `${team}/keys/key/expire`],
  ['POST', `${world}/accounts`, { email: 'more@example.com', ...names }],
  ['DELETE', `${world}/accounts/account@example.com`],
  ['POST', `${team}/invites`, { email: 'invited@example.com' }],
  ['POST', `${team}/invites/guest@example.com/accept`],
  ['POST', `${team}/invites/guest@example.com/decline`],
  ['POST', `${team}/members`, { email: 'member@example.com', ...names, role: 'developer' }],
  ['PATCH', `${team}/members/one@example.com`, { role: 'admin', givenName: 'Z', active: false }],
  ['POST', '/_emulator/worlds', { id: 'second', document: { version: 1, teams: [{}, {}] } }],
  ['DELETE', '/_emulator/worlds/other'],
];

test('a call whose write fails answers 500, and nothing has changed, in the store or in memory', async (t) => {
  let failures = 0;
  for (const [method, url, body] of calls) {
    let done = false;
    for (let number = 1; !done && number < 100; number += 1) {
      const app = startApp(t, { world: document as never });
      const request = (verb: string, path: string, payload?: unknown) =>
        app.http.inject({
          method: verb as 'GET',
          url: path,
          headers: { authorization: 'Bearer failing-key', host: 'localhost' },
          ...(payload !== undefined && { payload: payload as object }),
        });
      await request('POST', '/_emulator/worlds', { id: 'other' });
      await request('PUT', `${world}/snapshots/start`);
      await request('POST', `${world}/faults`, {
        operations: ['deleteScimGroup'],
        resource: 'x',
        effect: { kind: 'reset' },
      });
      const user = toDocument(app.store, app.world).teams[0]?.members?.[1]?.id ?? '';
      const state = async (): Promise<string> => {
        const record = app.store.worlds.byId('default');
        const { clock, ids, pk } = app.world;
        const worlds = app.worlds.all.map(({ id, clock: each }) => [id, each.now()]);
        const documents = app.worlds.all.map((each) => ({ ...toDocument(app.store, each), idCounter: 0 }));
        const memory = [clock.offset, clock.frozenAt, ids.seed, app.world.faults.all.length, worlds];
        const stored = [record?.clockOffset, record?.clockFrozenAt, record?.idSeed, app.store.worlds.snapshots(pk)];
        return JSON.stringify([memory, stored, documents, (await request('GET', '/_emulator/worlds')).json().length]);
      };
      const before = await state();
      const failing = failWrites(app.store);
      failing.arm(number);
      const text = JSON.stringify(body)?.replaceAll('{user}', user);
      const answer = await request(method, url.replace('{user}', user), text && JSON.parse(text));
      done = !failing.failed;
      failing.arm(0);
      if (done)
        t.ok(
          answer.statusCode < 300,
          `${method} ${url}: ${number - 1} writes, ${answer.statusCode} ${done && answer.statusCode > 299 ? answer.body : ''}`,
        );
      else {
        failures += 1;
        t.equal(answer.statusCode, 500, `${method} ${url}: write ${number}`);
        t.equal(await state(), before, `${method} ${url}: write ${number} changes nothing`);
        const again = await request(method, url.replace('{user}', user), text && JSON.parse(text));
        t.ok(
          again.statusCode < 300,
          `${method} ${url}: works once there is room: ${again.statusCode} ${again.body.slice(0, 200)}`,
        );
      }
      await app.close();
    }
    t.ok(done, `${method} ${url} comes to an end`);
  }
  t.ok(failures >= 60, `${failures} failed writes`);
});

test('a world whose time is over on a full disk stays, is told of, and goes once there is room', async (t) => {
  const app = startApp(t);
  const failing = failWrites(app.store);
  const told: string[] = [];
  const registry = new Registry(app.store, {
    teamDefaults: {},
    anyKey: false,
    idSeed: undefined,
    journalCapacity: 0,
    retryMs: 20,
    report: (error: unknown, task: string) => {
      told.push(`${task}: ${(error as Error).message}`);
      if (told.length < 3) failing.arm(1);
    },
  } as never);
  registry.create({ id: 'short', timeToLive: 0.02 });
  failing.arm(1);
  const deadline = Date.now() + 5000;
  while (registry.byId('short') !== undefined && Date.now() < deadline) await sleep(5);
  t.equal(registry.byId('short'), undefined, 'it goes');
  t.same(told, Array(3).fill('the end of world short: database or disk is full'));
});

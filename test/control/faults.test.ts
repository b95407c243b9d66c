import { test } from 'tap';
import type { Fault, NewFault } from '../../schemas/control.ts';
import { conflictText, noUserText } from '../helpers.ts';
import { type Server, startServer, world } from './server.ts';

const unchecked = { unchecked: true };

const user = (userName: string) => ({ userName, name: { givenName: 'Taylor', familyName: 'Lee' } });

/** A POST under a fault, as its client sees it; undefined where the connection broke. */
const attempt = ({ scim }: Server, userName: string) =>
  scim()
    .send('POST', '/Users', user(userName), unchecked)
    .catch(() => undefined);

const exists = async ({ scim }: Server, userName: string): Promise<boolean> =>
  (await scim().find(userName)).body.totalResults === 1;

const outage = "Couldn't update this team member's information. Try again — it should work next time around.";

type Effect = NewFault['effect'];

/** Every effect, with what the client of a POST sees of it: a status, and the body's look; null for a broken connection. */
const effects: readonly (readonly [
  effect: Effect,
  when: 'before' | 'after',
  seen: readonly [number, RegExp] | null,
])[] = [
  [{ kind: 'error', status: 500 }, 'before', [500, new RegExp(outage)]],
  [{ kind: 'error', status: 500 }, 'after', [500, new RegExp(outage)]],
  [{ kind: 'error', status: 409 }, 'before', [409, /uniqueness/]],
  [{ kind: 'error', status: 401 }, 'after', [401, /valid API key/]],
  [{ kind: 'rate-limit', retryAfterSeconds: 7 }, 'before', [429, /rateLimited/]],
  [{ kind: 'rate-limit', retryAfterSeconds: 7 }, 'after', [429, /rateLimited/]],
  [{ kind: 'delay', milliseconds: 80 }, 'before', [201, /"active":true/]],
  [{ kind: 'delay', milliseconds: 80 }, 'after', [201, /"active":true/]],
  [{ kind: 'truncate', bytes: 10 }, 'after', null],
  [{ kind: 'truncate', bytes: 1_048_576 }, 'after', null],
  [{ kind: 'malformed-json' }, 'after', [201, /^\{/]],
  [{ kind: 'proxy-page', status: 502 }, 'before', [502, /^<html>/]],
  [{ kind: 'proxy-page', status: 503 }, 'before', [503, /^<html>/]],
  [{ kind: 'proxy-page', status: 504 }, 'after', [504, /^<html>/]],
  [{ kind: 'reset' }, 'before', null],
  [{ kind: 'reset' }, 'after', null],
];

test('every effect, before the work and after it was committed', async (t) => {
  const server = await startServer(t, { realTime: Date.now });
  for (const [number, [effect, when, seen]] of effects.entries()) {
    const says = `${JSON.stringify(effect)} ${when}`;
    const userName = `user-${number}@example.com`;
    const { id } = await server.fault({ operations: ['createScimUser'], times: 1, when, effect });
    const began = Date.now();
    const answer = await attempt(server, userName);
    t.equal(answer?.status ?? null, seen ? seen[0] : null, says);
    if (seen) t.match(answer?.text, seen[1], says);
    if (effect.kind === 'rate-limit') {
      t.equal(answer?.headers['retry-after'], '7');
      t.equal(answer?.headers.retryafter, '7');
    }
    if (effect.kind === 'proxy-page') t.equal(answer?.headers['content-type'], 'text/html');
    if (effect.kind === 'malformed-json') t.throws(() => JSON.parse(answer?.text ?? '{}'), SyntaxError);
    if (effect.kind === 'delay') t.ok(Date.now() - began >= 75, says);
    t.equal(await exists(server, userName), when === 'after' || effect.kind === 'delay', `${says}: what was done`);
    const fault: Fault = (await server.control('GET', `${world}/faults/${id}`)).body;
    t.match(fault, { matched: 1, applied: 1, when }, says);
    const { entries } = (await server.control('GET', `${world}/journal?operation=createScimUser&limit=1`)).body;
    t.strictSame(entries[0].fault, { rule: id, when, effect: effect.kind }, says);
    t.equal(entries[0].status, effect.kind === 'reset' ? 0 : (seen?.[0] ?? 201), says);
    t.equal(entries[0].changes.length, when === 'after' || effect.kind === 'delay' ? 1 : 0, says);
  }
});

test('a naive client that creates again after a created-but-500 meets 409', async (t) => {
  const server = await startServer(t);
  await server.fault({
    operations: ['POST /Users'],
    times: 1,
    when: 'after',
    effect: { kind: 'error', status: 500 },
  });
  let answer = await server.scim().hire('new@example.com');
  t.equal(answer.status, 500);
  answer = await server.scim().hire('new@example.com');
  t.equal(answer.text, conflictText);
  t.equal((await server.scim().find('new@example.com')).body.totalResults, 1, 'a wise one looks first');
});

test('a rule is named by operation or path, and applied by resource, by body, and so often', async (t) => {
  const server = await startServer(t);
  const { scim, control, fault } = server;
  const one = (await scim().hire('one@example.com')).body.id;
  const two = (await scim().hire('two@example.com')).body.id;
  const off = { op: 'replace', value: { active: true } };
  const effect = { kind: 'error', status: 404 } as const;

  await fault({ operations: ['PATCH /Users/{id}', 'GET /scim/v2/Users/{userId}'], resource: one, effect });
  t.equal((await scim().patch(`/Users/${one}`, off)).text, noUserText);
  t.equal((await scim().get(`/Users/${one}`)).text, noUserText);
  t.equal((await scim().get(`/Users/${two}`)).status, 200);
  t.equal((await scim().put(`/Users/${one}`, { name: { givenName: 'A' } })).status, 200, 'PUT is not named');
  t.equal((await control('DELETE', `${world}/faults`)).status, 204);

  await fault({ operations: ['updateScimUserState'], match: { 'Operations[0].value.active': false }, effect });
  t.equal((await scim().patch(`/Users/${one}`, off)).status, 200);
  t.equal((await scim().patch(`/Users/${one}`, { op: 'replace', value: { active: false } })).status, 404);
  t.equal((await scim().send('PATCH', `/Users/${one}`, '{')).status, 400, 'what is no JSON matches nothing');
  await control('DELETE', `${world}/faults`);

  const { id } = await fault({ operations: ['getScimUserResource'], every: 3, effect });
  const statuses: number[] = [];
  for (let call = 0; call < 7; call += 1) statuses.push((await scim().get(`/Users/${one}`)).status);
  t.strictSame(statuses, [200, 200, 404, 200, 200, 404, 200]);
  t.match((await control('GET', `${world}/faults/${id}`)).body, { matched: 7, applied: 2 });
  await control('DELETE', `${world}/faults/${id}`);

  await fault({ operations: ['getScimUserResource'], times: 2, effect });
  await fault({ operations: ['getScimUserResource'], effect: { kind: 'error', status: 403 } });
  const mixed: number[] = [];
  for (let call = 0; call < 4; call += 1) mixed.push((await scim().get(`/Users/${one}`)).status);
  t.strictSame(mixed, [404, 404, 403, 403], 'the first that applies to counts, until it is used up');
  await control('POST', `${world}/reset`);
  t.strictSame((await control('GET', `${world}/faults`)).body, [], 'a reset takes the rules away');
});

test('a rule that can never apply is refused, with the reason', async (t) => {
  const { control } = await startServer(t);
  const error = { kind: 'error', status: 500 };
  const cases: readonly (readonly [rule: object, pointer: string, message?: RegExp])[] = [
    [{ operations: [], effect: error }, '/operations'],
    [{ operations: ['createUser'], effect: error }, '/operations/0', /expected one of getScimUserResources/],
    [{ operations: ['createScimUser', 'DELETE /Users/{id}'], effect: error }, '/operations/1', /got DELETE/],
    [
      { operations: ['createScimUser'], resource: 'x', effect: error },
      '/resource',
      /expected an operation with an id in its path/,
    ],
    [
      { operations: ['getScimUserResource'], match: { a: 1 }, effect: error },
      '/match',
      /expected an operation with a request body/,
    ],
    [{ operations: ['getScimResourceTypes'], effect: { kind: 'error', status: 403 } }, '/effect/status', /no 403/],
    [{ operations: ['getScimUserResource'], effect: { kind: 'error', status: 409 } }, '/effect/status', /no 409/],
    [{ operations: ['createScimUser'], effect: { kind: 'error', status: 418 } }, '/effect'],
    [{ operations: ['createScimUser'], effect: { kind: 'proxy-page', status: 500 } }, '/effect'],
    [{ operations: ['createScimUser'], effect: { kind: 'chaos' } }, '/effect'],
    [{ operations: ['scimUpdateGroup'], when: 'midway', effect: error }, '/when'],
    [
      { operations: ['createScimUser'], when: 'before', effect: { kind: 'malformed-json' } },
      '/when',
      /only an answer has a body/,
    ],
    [
      { operations: ['createScimUser'], when: 'before', effect: { kind: 'truncate', bytes: 1 } },
      '/when',
      /only an answer has a body/,
    ],
    [{ operations: ['deleteScimGroup'], effect: { kind: 'malformed-json' } }, '/effect/kind', /answers with a body/],
    [
      { operations: ['createScimUser'], times: 1, every: 2, effect: error },
      '/every',
      /expected times or every, got both/,
    ],
    [{ operations: ['createScimUser'], times: 0, effect: error }, '/times'],
    [{ operations: ['createScimUser'], every: 1.5, effect: error }, '/every'],
    [{ operations: ['createScimUser'] }, '/effect'],
    [{ operations: ['createScimUser'], effect: error, chance: 0.5 }, '/chance'],
  ];
  for (const [rule, pointer, message] of cases) {
    const { status, body } = await control('POST', `${world}/faults`, rule);
    t.equal(status, 400, JSON.stringify(rule));
    t.equal(body.errors?.[0].path, pointer, JSON.stringify(body));
    if (message) t.match(body.errors?.[0].message, message);
  }
  t.strictSame((await control('GET', `${world}/faults`)).body, []);
});

test('rules do not grow without end', async (t) => {
  const { control, fault } = await startServer(t);
  const rule: NewFault = { operations: ['createScimUser'], effect: { kind: 'error', status: 500 } };
  for (let number = 0; number < 1000; number += 1) await fault(rule);
  const { status, body } = await control('POST', `${world}/faults`, rule);
  t.equal(status, 409);
  t.match(body.detail, /1000 rules, the maximum/);
  await control('DELETE', `${world}/faults/fault-5`);
  t.equal((await control('POST', `${world}/faults`, rule)).body.id, 'fault-1001');
});

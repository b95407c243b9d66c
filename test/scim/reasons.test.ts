import type { Test } from 'tap';
import { test } from 'tap';
import { placeOfJsonError } from '../../src/scim/read/json-error.ts';
import type { Options, Sending } from '../helpers.ts';
import { startApp } from '../helpers.ts';

const name = { givenName: 'A', familyName: 'B' };

/** An application, and a function that sends a request and returns the reason in the header of its refusal. */
const startRefusing = (t: Test, options: Options = {}) => {
  const app = startApp(t, options);
  const reasonOf = async (method: string, path: string, body?: unknown, sending: Sending = {}): Promise<unknown> => {
    const headers = { 'x-emulator-explain': '1', ...sending.headers };
    const { status, headers: answered } = await app.send(method, path, body, { ...sending, headers });
    t.ok(status >= 400, `${method} ${path} -> ${status}`);
    return answered['x-emulator-reason'];
  };
  return { app, reasonOf };
};

test('[invalid-syntax] a refused body names its fault', async (t) => {
  const { reasonOf } = startRefusing(t);
  const users: readonly (readonly [body: unknown, reason: string])[] = [
    ['', 'the body is missing'],
    ['{"userName":"a",}', 'the body is not valid JSON at byte 16'],
    ['{"é":1,}', 'the body is not valid JSON at byte 8'],
    ['[1]', 'the body must be a JSON object, got an array'],
    [Buffer.from([0x22, 0xff]), 'the body is not UTF-8'],
    ['{"userName":"\\u0000"}', 'the body has a NUL character or half a surrogate pair'],
    [`{"a":"${'x'.repeat(2_000_000)}"}`, 'the body is longer than 1048576 bytes'],
    [{ name }, 'userName is missing'],
    [{ userName: 7, name }, 'userName must be a string, got a number'],
    [{ userName: 'a', name }, 'userName must be an email address'],
    [{ userName: 'a@x.com' }, 'name.givenName is missing'],
    [{ userName: 'a@x.com', name: 'A B' }, 'name must be an object, got a string'],
    [{ userName: 'a@x.com', name: { givenName: 'A', familyName: '' } }, 'name.familyName is empty'],
    [{ userName: 'a@x.com', name: { givenName: ['A'] } }, 'name.givenName must be a string, got an array'],
    [{ userName: 'a@x.com', name, active: 'no' }, 'active must be true or false, got a string'],
    [{ userName: 'a@x.com', name, groups: 'G' }, 'groups must be an array, got a string'],
    [{ userName: 'a@x.com', name, groups: [7] }, 'groups must hold names or objects, got a number'],
    [{ userName: 'a@x.com', name, groups: [{ id: 7 }] }, 'groups must hold names or ids, got {id}'],
  ];
  for (const [body, reason] of users) t.equal(await reasonOf('POST', '/Users', body), reason);
  const xml = { headers: { 'content-type': 'text/xml' } };
  t.match(await reasonOf('POST', '/Users', '<user/>', xml), /^the body is not sent as application\/json/);
  const groups: readonly (readonly [body: unknown, reason: string])[] = [
    [{}, 'displayName is missing'],
    [{ displayName: ' ' }, 'displayName is blank'],
    [{ displayName: 'G', members: [{ id: 'x' }] }, 'members want {value}, got {id}'],
    [{ displayName: 'G', members: ['x'] }, 'members want {value}, got a string'],
    [{ displayName: 'G', members: [{ value: '' }] }, 'members want {value}, got an empty value'],
    [{ displayName: 'G', members: [{ value: 'x' }] }, 'the group member "x" is the id of nobody in the team'],
  ];
  for (const [body, reason] of groups) t.equal(await reasonOf('POST', '/Groups', body), reason);
});

test('[invalid-syntax] [patch-active-op] [group-patch-unknown] a refused PATCH names its fault', async (t) => {
  const { app, reasonOf } = startRefusing(t);
  const user = await app.hire('a@example.com');
  const { id } = (await app.post('/Groups', { displayName: 'G' })).body;
  const one = (operation: unknown) => ({ Operations: [operation] });
  const users: readonly (readonly [body: unknown, reason: string])[] = [
    [{}, 'Operations must be an array with an operation in it, got nothing'],
    [{ Operations: [] }, 'Operations must be an array with an operation in it, got an empty array'],
    [one('x'), 'Operations[0] must be an object, got a string'],
    [one({ op: 'move' }), 'Operations[0].op must be add, remove or replace, got "move"'],
    [one({ op: 'add', path: 7 }), 'Operations[0].path must be a string, got a number'],
    [one({ op: 'replace', path: 'active', value: 'no' }), 'active must be true or false, got a string'],
    [one({ op: 'add', path: 'active', value: true }), 'active takes replace only, got add'],
    [one({ op: 'replace', value: 7 }), 'an operation without path must have an object as value, got a number'],
  ];
  for (const [body, reason] of users) t.equal(await reasonOf('PATCH', `/Users/${user.id}`, body), reason);
  const groups: readonly (readonly [body: unknown, reason: string])[] = [
    [one({ op: 'remove', path: 'displayName' }), 'displayName cannot be removed'],
    [one({ op: 'replace', path: 'displayName', value: ' ' }), 'displayName is blank'],
    [one({ op: 'replace', path: 'externalId', value: 7 }), 'externalId must be a string or null, got a number'],
    [one({ op: 'add', path: 'members', value: [{ id: 'x' }] }), 'members want {value}, got {id}'],
    [one({ op: 'add', path: 'owner', value: 'x' }), 'a group has no path "owner" for add'],
    [
      one({ op: 'replace', value: { a: 1, b: 2, c: 3, d: 4, e: 5 } }),
      'value must name displayName, externalId or members, got {a, b, c, d, %E2%80%A6}',
    ],
  ];
  for (const [body, reason] of groups) t.equal(await reasonOf('PATCH', `/Groups/${id}`, body), reason);
});

test('[user-not-found] [group-not-found] [user-exists] [unrouted] 404 and 409 name their cause', async (t) => {
  const { app, reasonOf } = startRefusing(t);
  const user = await app.hire('a@example.com');
  const left = await app.hire('b@example.com');
  await app.patch(`/Users/${left.id}`, [{ op: 'replace', path: 'active', value: false }]);
  await app.post('/Groups', { displayName: 'G' });
  t.equal(await reasonOf('GET', '/Users/null'), 'the team has no user with the id "null"');
  t.match(await reasonOf('GET', `/Users/${'x'.repeat(9000)}`), /^the team has no user with the id "x{60}%E2%80%A6"$/);
  t.equal(await reasonOf('GET', '/Groups/é'), 'the team has no group with the id "%C3%A9"');
  t.equal(await reasonOf('DELETE', `/Users/${user.id}?x=1`), `DELETE /scim/v2/Users/${user.id} is not routed`);
  const same = (userName: string) => reasonOf('POST', '/Users', { userName, name });
  t.equal(await same('a@example.com'), 'the person is a member of the team already');
  t.equal(await same('A@example.com'), 'a member of the team has this address in other letter case');
  t.match(await same('b@example.com'), /^the person is deactivated in the team/);
  t.equal(await reasonOf('POST', '/Groups', { displayName: 'G' }), 'another group of the team has this displayName');
});

test('[key-refused] [x-api-key] [scim-off] [rate-limits] 401 and 429 name their cause', async (t) => {
  const { app, reasonOf } = startRefusing(t, { quirks: { 'x-api-key': 'refuse' }, rateLimit: '2/1' });
  t.equal(await reasonOf('GET', '/Users', undefined, { key: null }), 'the key is unknown, or none was sent');
  const apiKey = { key: null, headers: { 'x-api-key': 'emulator-scim-key' } };
  t.equal(await reasonOf('GET', '/Users', undefined, apiKey), 'the key came in x-api-key, not in Authorization');
  for (const path of ['/Users', '/Groups']) await app.get(path);
  t.equal(await reasonOf('GET', '/Users'), 'the team has used its 2 reads of this minute');
  t.match(app.world.journal.entriesAfter(0).at(-1), { status: 429, reason: /2 reads/ });
});

test('[filter-refused-users] [filter-refused-groups] a refused filter is explained when it is asked for', async (t) => {
  const { app, reasonOf } = startRefusing(t);
  const filters: readonly (readonly [filter: string, reason: string])[] = [
    ['userName eq "a" and active eq true', 'two comparisons joined by `and`'],
    ['userName eq "a" or userName eq "b" or userName eq "c"', 'three comparisons joined by `or`'],
    ['userName co "a"', '`co` on userName'],
    ["userName sw 'a'", '`sw` on userName'],
    ['externalId pr', '`pr` on externalId'],
    ['not (userName eq "a")', '`not` before a comparison'],
    ['emails.value eq "a"', 'compares emails.value'],
    ['emails[type eq "work"]', 'a comparison in brackets on emails'],
    ['userName eq 7', 'compares userName with a number'],
    ['userName eq', 'not a SCIM filter: the value is missing'],
    ['userName eq a@x.com', 'not a SCIM filter: "@x.com" cannot be read'],
    ['userName is "a"', 'not a SCIM filter: "is" is not an operator'],
    ['userName', 'not a SCIM filter: no operator follows "userName"'],
    ['(userName eq "a"', 'not a SCIM filter: a bracket is not closed'],
    ['userName eq "a" x', 'not a SCIM filter: more text follows the comparison'],
    ['', 'the filter is empty'],
    [`userName eq "${'\n'.repeat(60)}`, 'the filter has a line break in it'],
    [`${'('.repeat(500)}a`, 'the filter has more than 20 brackets'],
    [`${'not '.repeat(200)}a`, 'the filter has more than 20 brackets'],
    [`userName co "${'a'.repeat(2000)}"`, 'the filter is longer than 1000 characters'],
  ];
  for (const [filter, reason] of filters) {
    t.equal(await reasonOf('GET', `/Users?filter=${encodeURIComponent(filter)}`), reason, filter.slice(0, 80));
    t.equal(app.world.journal.entriesAfter(0).at(-1)?.reason, null, 'the journal keeps no text of it');
  }
  t.equal(await reasonOf('GET', '/Groups?filter=id+eq+%22a%22'), 'compares id');
  t.equal(await reasonOf('GET', '/Groups?filter=a&filter=b'), 'the query has more than one filter');
});

test('the explain headers name quirks that ignored something', async (t) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com');
  const explain = { headers: { 'x-emulator-explain': '1' } };
  const put = await app.put(`/Users/${user.id}`, { name, active: false }, explain);
  t.match(put.headers['x-emulator-quirks'], 'put-active');
  t.notOk('x-emulator-reason' in put.headers);
  t.equal((await app.delete(`/Users/${user.id}`, explain)).headers['x-emulator-quirks'], 'unrouted');
});

test('finds the place at which a text stops being JSON', async (t) => {
  const places: readonly (readonly [text: string, place: number])[] = [
    ['', 0],
    [' ', 1],
    ['x', 0],
    ['{', 1],
    ['{a:1}', 1],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a":}', 5],
    ['01', 1],
    ['"a\nb"', 0],
    ['[1]]', 3],
    ['{"a":[{"b":nul}]}', 11],
    [`["${'x'.repeat(1_000_000)}`, 1],
    ['['.repeat(1_000_000), 1_000_000],
  ];
  for (const [text, place] of places) {
    t.throws(() => JSON.parse(text));
    t.equal(placeOfJsonError(text), place, text.slice(0, 20));
  }
  const valid = JSON.stringify({ a: [1.5e3, -0, true, null, { b: '\u0001"\\é😀' }], '': [[], {}] });
  for (let end = 0; end < valid.length; end += 1) {
    const place = placeOfJsonError(valid.slice(0, end));
    t.ok(place <= end && place >= 0, `${end}`);
  }
});

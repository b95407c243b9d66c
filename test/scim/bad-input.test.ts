import type { Test } from 'tap';
import { test } from 'tap';
import { invalidSyntaxText, noGroupText, notRoutedText, noUserText, startApp } from '../helpers.ts';

/** A team with a user in a group, and everything that takes a body. */
const startTeam = async (t: Test) => {
  const app = startApp(t, { quirks: { 'required-names': 'lenient' } });
  const user = await app.hire('a@example.com');
  const group = (await app.post('/Groups', { displayName: 'A', members: [{ value: user.id }] })).body;
  const writes = [
    ['POST', '/Users'],
    ['PUT', `/Users/${user.id}`],
    ['PATCH', `/Users/${user.id}`],
    ['POST', '/Groups'],
    ['PATCH', `/Groups/${group.id}`],
  ] as const;
  return { app, user, group, writes };
};

/** A text as the content of a JSON string that would otherwise do. */
const bodiesWith = (text: string): string[] => [
  `{"userName":"b@example.com","name":{"givenName":"${text}","familyName":"B"},"displayName":"${text}","Operations":[{"op":"replace","value":{"active":false,"displayName":"${text}"}}]}`,
  `{"userName":"b@example.com","name":{"givenName":"B"},"displayName":"B","Operations":[{"op":"replace","value":{"active":false,"displayName":"B"}}],"${text}":1}`,
];

const unreadable: Record<string, string | Buffer> = {
  empty: '',
  blank: ' \n',
  'no JSON': 'userName=a@example.com',
  'cut off': '{"userName":"b@example.com","name":{"givenName":"B","familyName":"B"},"displayName":"B"',
  'a trailing comma': '{"displayName":"B","Operations":[],}',
  'single quotes': "{'displayName':'B'}",
  'two documents': '{"displayName":"B"}{"displayName":"C"}',
  XML: '<?xml version="1.0"?><user/>',
  null: 'null',
  'a string': '"displayName"',
  'a number': '7',
  'a boolean': 'true',
  'an array': '[{"userName":"b@example.com","displayName":"B"}]',
  'an empty object': '{}',
  'a byte that is no UTF-8': Buffer.concat([
    Buffer.from('{"displayName":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}'),
  ]),
  'UTF-16': Buffer.from('{"displayName":"B"}', 'utf16le'),
  'a raw NUL': '{"displayName":"a\0b"}',
  'a BOM': '\ufeff{"displayName":"B","userName":"b@example.com"}',
  'two MB': `{"displayName":"${'x'.repeat(2_000_000)}"}`,
  'a thousand arrays deep': '['.repeat(100_000),
};

test('[invalid-syntax] an unreadable body is 400, on every write, and changes nothing', async (t) => {
  const { app, writes } = await startTeam(t);
  const was = app.state();
  for (const [what, body] of Object.entries(unreadable)) {
    for (const [method, path] of writes) {
      if (method === 'PUT' && what === 'an empty object') continue;
      t.equal((await app.send(method, path, body)).text, invalidSyntaxText, `${method} ${path.slice(0, 8)}: ${what}`);
    }
  }
  for (const [method, path] of writes)
    t.equal((await app.send(method, path)).text, invalidSyntaxText, `${method}: no body`);
  t.same(app.state(), was);
});

test('[invalid-syntax] NUL and lone surrogates are unsupported characters, in values and in names', async (t) => {
  const { app, writes } = await startTeam(t);
  const was = app.state();
  for (const text of ['\\u0000', 'a\\u0000b', '\\ud800', '\\udc00\\ud800', 'a\\uDFFF', '\\ud83d x']) {
    for (const body of bodiesWith(text)) {
      for (const [method, path] of writes) {
        t.equal((await app.send(method, path, body)).text, invalidSyntaxText, `${method} ${path.slice(0, 8)}: ${text}`);
      }
    }
  }
  t.same(app.state(), was);
  for (const body of bodiesWith('\\ud83d\\ude00'))
    t.equal((await app.send('PUT', writes[1][1], body)).status, 200, 'a pair');
});

test('[invalid-syntax] __proto__ and its like are names as any other', async (t) => {
  const { app, user, group, writes } = await startTeam(t);
  const polluting =
    '"__proto__":{"userName":"p@example.com","displayName":"P","active":false,"Operations":[{"op":"replace"}]}';
  for (const body of [`{${polluting}}`, `{"constructor":{"prototype":{"displayName":"P"}},${polluting}}`]) {
    for (const [method, path] of writes) {
      const { status } = await app.send(method, path, body);
      t.equal(status, 400, `${method} ${path.slice(0, 8)}`);
    }
  }
  const name = '"name":{"givenName":"Taylor","familyName":"Lee","__proto__":{"givenName":"P"}}';
  const put = await app.send('PUT', `/Users/${user.id}`, `{${name},${polluting}}`);
  t.same(put.body, user);
  const odd = `{"Operations":[{"op":"replace","value":{"__proto__":{"active":false},"toString":1,"hasOwnProperty":null}}]}`;
  t.same((await app.send('PATCH', `/Users/${user.id}`, odd)).body, user);
  t.equal((await app.send('PATCH', `/Groups/${group.id}`, odd)).text, invalidSyntaxText);
  t.equal(({} as { userName?: string }).userName, undefined);
});

test('[invalid-syntax] wrong types where objects, lists or texts belong', async (t) => {
  const { app, user, group } = await startTeam(t);
  const was = app.state();
  const values = [null, 7, true, 'x', [], {}, [[]], [null], { a: 1 }];
  for (const value of values) {
    const label = JSON.stringify(value);
    const isText = typeof value === 'string';
    if (!isText) t.equal((await app.post('/Users', { userName: value })).status, 400, `userName ${label}`);
    if (!isText) t.equal((await app.post('/Groups', { displayName: value })).status, 400, `displayName ${label}`);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) t.equal((await app.put(`/Users/${user.id}`, { name: value })).status, 400, `name ${label}`);
    t.equal((await app.send('PATCH', `/Users/${user.id}`, { Operations: value })).status, 400, `Operations ${label}`);
    t.equal((await app.send('PATCH', `/Groups/${group.id}`, { Operations: value })).status, 400, `Operations ${label}`);
  }
  t.same(app.state(), was);
});

test('[invalid-syntax] a body of another type, or of none, counts as none', async (t) => {
  const { app, writes } = await startTeam(t);
  const body =
    '{"userName":"b@example.com","displayName":"B","name":{"givenName":"B"},"Operations":[{"op":"replace","value":{"active":false,"displayName":"B"}}]}';
  const was = app.state();
  const types = ['text/plain', 'text/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
  types.push('application/jsonx', 'application/vnd.api+json', '/', 'json', ';', 'application/json/x', '*/*');
  for (const type of types) {
    for (const [method, path] of writes) {
      const { text } = await app.send(method, path, body, { headers: { 'content-type': type } });
      t.equal(text, invalidSyntaxText, `${method} ${type}`);
    }
  }
  t.same(app.state(), was);
});

test('a body where none belongs is passed over', async (t) => {
  const { app, user, group } = await startTeam(t);
  for (const type of ['application/json', 'text/plain']) {
    const headers = { 'content-type': type };
    t.equal((await app.send('GET', `/Users/${user.id}`, '{broken', { headers })).status, 200, type);
  }
  t.equal((await app.send('DELETE', `/Groups/${group.id}`, '{broken')).status, 204);
});

test('[user-not-found] [group-not-found] ids of any length and any bytes', async (t) => {
  const { app } = await startTeam(t);
  for (const id of ['x'.repeat(3000), '%F0%9F%98%80', '%00', "'%20OR%201=1--", '..%2f..', '{}', '*', '__proto__']) {
    t.equal((await app.get(`/Users/${id}`)).text, noUserText, id.slice(0, 20));
    t.equal((await app.get(`/Groups/${id}`)).text, noGroupText, id.slice(0, 20));
    t.equal((await app.delete(`/Groups/${id}`)).text, noGroupText, id.slice(0, 20));
  }
});

test('[unrouted] a path that cannot be decoded leads nowhere', async (t) => {
  const { app } = await startTeam(t);
  for (const path of [
    '/Users/%',
    '/Users/%zz',
    '/Users/%E0%A4%A',
    '/%55sers%',
    '/Groups/%c3%28',
    `/Users/${'x'.repeat(20_000)}`,
  ]) {
    const { statusCode, payload } = await app.http.inject({ url: `/scim/v2${path}`, headers: { authorization: 'x' } });
    t.equal(statusCode, 404, path.slice(0, 20));
    t.equal(payload, notRoutedText, path.slice(0, 20));
  }
});

test('[unrouted] HEAD and OPTIONS of what exists', async (t) => {
  const { app, user } = await startTeam(t);
  for (const path of ['/Users', `/Users/${user.id}`, '/Groups', '/ResourceTypes', '/ServiceProviderConfig']) {
    t.equal((await app.send('HEAD', path)).status, 404, path);
    t.equal((await app.send('OPTIONS', path)).text, notRoutedText, path);
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'POST' };
    t.equal((await app.send('OPTIONS', path, undefined, { headers, key: null })).text, notRoutedText, 'a preflight');
  }
});

test('a deep body is read without overflow, and a thousand operations are one request', async (t) => {
  const { app, user } = await startTeam(t);
  const deep = `{"name":{"givenName":"B"},"x":${'{"y":'.repeat(50_000)}"\\u0041"${'}'.repeat(50_000)}}`;
  t.equal((await app.send('PUT', `/Users/${user.id}`, deep)).body.name.givenName, 'B');
  const many = Array.from({ length: 1001 }, (_, index) => ({ op: 'replace', value: { active: index % 2 === 0 } }));
  t.equal((await app.patch(`/Users/${user.id}`, many)).body.active, true);
});

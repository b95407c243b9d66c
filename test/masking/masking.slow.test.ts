import fc from 'fast-check';
import { test } from 'tap';
import { Masking } from '../../src/masking/masking.ts';
import { effort, seed } from '../effort.ts';

const key = 'emulator-scim-key-of-a-world';
const masking = new Masking(() => [key, 'short', `+%41-${key}`]);

const marker = 'S3CR3Tmarker';
const jwt = `eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(30)}.${'c'.repeat(30)}`;
const real = `PMAK-${'a1'.repeat(12)}-${'b2'.repeat(17)}`;

/** Every body that carried its secret out of an earlier release, and some more. `S` stands for the secret. */
const bodies: readonly string[] = [
  '{"op":"replace","path":"password","value":"S"}',
  '{"value":"S","path":"PASSWORD","op":"replace"}',
  '{"Operations":[{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:password","value":{"a":["S"]}}]}',
  '{"path":"/password","value":"S"}',
  '{"path":"clients[type eq \\"x\\"].secret","value":"S"}',
  '{"Operations":[{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User:password":"S"}}]}',
  '{"password":["S"]}',
  '{"password":[["x","S"]]}',
  '{"password":{"value":"S"}}',
  '{"PassWord" : "S"}',
  '{"passw\\u006frd":"S"}',
  '{"password":"S","password":1}',
  '{"x":{"password":"S"},"x":1}',
  "{'password':'S'}",
  '{password:"S"}',
  '{password:S}',
  '{"password":"S',
  '{"password":["S","',
  '{"password":"a\\"S"}',
  '{"currentPassword":"S","a":1}',
  '{"passwordHash":"S"}',
  '{"client":{"secret":"S"}}',
  '{"access_token":"S"}',
  '{"apiKey":"S"}',
  '{"note":"{\\"password\\":\\"S\\"}"}',
  '{"note":"[{\\"deep\\":\\"{\\\\\\"password\\\\\\":\\\\\\"S\\\\\\"}\\"}]"}',
  '{"title":"see https://a.example/?access_token=S&b=1"}',
  '{"title":"say \\"password\\": \\"S\\""}',
  '{"title":"Authorization: Bearer S"}',
  '{"attribute":"password","value":["S"]}',
  'not JSON at all: "password": "S"',
  '{"op":"re"place","value":"x","password":"S"}',
  '{"op":"re"place","password":["S"],"a":1}',
  '{"a":"x\\","password":{"b":"S"}}',
  '{"a":"x,"password":"S","b":"y}',
  '"password":"S"}',
  '{"title":"https://kim:S@a.example/"}',
];

test('masks every body that carries a secret, and JSON stays JSON', async (t) => {
  for (const body of bodies) {
    const sent = body.replaceAll('S"', `${marker}"`).replaceAll('"S', `"${marker}`).replace(/\bS\b/g, marker);
    t.ok(sent.includes(marker), sent);
    const masked = masking.body(sent);
    t.notOk(masked.includes(marker), `${sent} -> ${masked}`);
    let parses = true;
    try {
      JSON.parse(sent);
    } catch {
      parses = false;
    }
    if (parses) t.doesNotThrow(() => JSON.parse(masked), masked);
  }
});

test('leaves what is no secret as it was sent, byte by byte', async (t) => {
  for (const body of [
    '{ "userName":"a@example.com",\n "active" : true, "n": 1.50, "n":2 }',
    '{"changePassword":{"supported":false}}',
    '{"title":"say password: no","nickName":"Basic Engineering"}',
    '{"path":"members[value eq \\"token@example.com\\"]","value":[{"value":"x"}]}',
    '[1,2',
    '"just a text"',
    '',
  ]) {
    t.equal(masking.answer(body), body);
    if (!body.includes('changePassword')) t.equal(masking.body(body), body);
  }
  t.equal(masking.body('{"password":true,"passwordSet":null}'), '{"password":true,"passwordSet":null}');
  t.equal(
    masking.url('/scim/v2/Users?filter=userName%20eq%20%22a%40b.com%22&count=1'),
    '/scim/v2/Users?filter=userName%20eq%20%22a%40b.com%22&count=1',
  );
  t.equal(masking.url('/scim/v2/Users?a=%ZZ+b'), '/scim/v2/Users?a=%ZZ+b');
});

test('masks addresses and headers by the names in them', async (t) => {
  for (const url of [
    `/scim/v2/Users?password=${marker}`,
    `/x?key=${marker}&access_token=${marker}`,
    `/x?x-api-key=${marker}`,
    `/x?pass%77ord=${marker}`,
    `/x?redirect=${encodeURIComponent(`https://a.example/?token=${marker}`)}`,
    `/x?redirect=${encodeURIComponent(encodeURIComponent(`https://a.example/?token=${marker}`))}`,
    `/x?filter=${encodeURIComponent(`password eq "${marker}"`)}`,
    `/x?filter=token+eq+"${marker}"`,
    `https://kim:${marker}@a.example/`,
    `/x?body=${encodeURIComponent(`{"password":"${marker}"}`)}`,
    `/x#access_token=${marker}`,
  ]) {
    t.notOk(masking.url(url).includes(marker), `${url} -> ${masking.url(url)}`);
  }
  for (const name of [
    'Authorization',
    'X-API-KEY',
    'cookie',
    'cookie2',
    'Set-Cookie',
    'proxy-authorization',
    'api-key',
    'x-auth-token',
    'ocp-apim-subscription-key',
    'x-forwarded-access-token',
    'x-amz-security-token',
    'x-goog-authenticated-user-jwt',
    'x-original-authorization',
  ]) {
    t.same(masking.headers([name, marker]), [[name, '***']], name);
  }
  for (const value of [`https://a.example/p?key=${marker}`, `{"password":"${marker}"}`, `Bearer ${marker}`]) {
    t.notOk(String(masking.headers(['x-other', value])).includes(marker), value);
  }
  t.same(masking.headers(['Accept', '*/*', 'accept', 'a']), [
    ['Accept', '*/*'],
    ['accept', 'a'],
  ]);
});

/** Texts that hold a secret which is told by its form, or by being known: wherever it stands, it goes. */
const planted = fc.constantFrom(key, jwt, real, `ghp_${'a'.repeat(36)}`, `AKIA${'A'.repeat(16)}`);
const around = fc.string({ maxLength: 30, unit: fc.constantFrom(...'ab {}[]":,\'\\=&?%/\n+;é'.split('')) });
const escaped = (text: string): string =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const percent = (text: string): string =>
  [...text].map((character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');

const places: readonly ((secret: string, before: string, after: string) => string)[] = [
  (secret, before, after) => masking.text(`${before} ${secret} ${after}`),
  (secret, before, after) => masking.body(JSON.stringify({ title: `${before} ${secret} ${after}` })),
  (secret, before, after) => masking.body(JSON.stringify({ [`${before} ${secret}`]: after })),
  (secret, before, after) => masking.body(JSON.stringify({ a: [{ b: JSON.stringify([before, secret, after]) }] })),
  (secret) => masking.body(`{"a":"x ${escaped(secret)}"}`),
  (secret) => masking.answer(`{"a":"${escaped(secret)}"}`),
  (secret, before, after) => masking.answer(JSON.stringify([before, `${secret} `, after])),
  (secret, before, after) => masking.url(`/x/${encodeURIComponent(before)}/${secret}?a=${encodeURIComponent(after)}`),
  (secret, before) => masking.url(`/x?a=${encodeURIComponent(before)}&b=${percent(secret)}`),
  (secret) => masking.url(`/x/${encodeURIComponent(percent(secret))}`),
  (secret) => masking.url(`/x?${percent(secret)}=1`),
  (secret, before, after) =>
    String(
      masking.headers(['referer', `https://a/${encodeURIComponent(before)}?q=${secret}#${encodeURIComponent(after)}`]),
    ),
  (secret) => String(masking.headers(['x-a', percent(secret)])),
  (secret) => String(masking.headers([secret, 'x'])),
];

/** What a reader of the masked text could still decode. */
const readings = (text: string): string[] => {
  const all = [text];
  for (let round = 0; round < 3; round += 1) {
    const last = all.at(-1) as string;
    const decoded = last
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    all.push(decoded);
  }
  return all;
};

test('masks keys and forms of secrets in every place, in every encoding', async (t) => {
  let tried = 0;
  const check = fc.property(planted, around, around, fc.nat(places.length - 1), (secret, before, after, place) => {
    tried += 1;
    const shown = places[place]?.(secret, before, after) ?? '';
    if (readings(shown).some((reading) => reading.includes(secret))) throw new Error(`place ${place}: ${shown}`);
  });
  fc.assert(check, { seed, numRuns: effort(3000, 200_000) });
  t.ok(tried >= 3000, `${tried} texts`);
});

test('masks a whole value under a secret name, however the JSON is written', async (t) => {
  const names = fc.constantFrom(
    'password',
    'urn:ietf:params:scim:schemas:core:2.0:User:Password',
    'clientSecret',
    'x-api-key',
    'access_token',
  );
  const value = fc.jsonValue({ maxDepth: 3 }).map((inner) => [inner, marker, { a: [marker] }]);
  let tried = 0;
  const check = fc.property(names, value, fc.jsonValue({ maxDepth: 2 }), fc.nat(3), (name, secret, other, indent) => {
    tried += 1;
    const asMember = { first: other, [name]: secret, last: other };
    const asPatch = {
      Operations: [
        { op: 'add', value: secret, path: name },
        { op: 'add', path: 'title', value: other },
      ],
    };
    for (const whole of [asMember, asPatch]) {
      const masked = masking.body(JSON.stringify(whole, null, indent));
      JSON.parse(masked);
      if (masked.includes(marker)) throw new Error(masked);
    }
  });
  fc.assert(check, { seed, numRuns: effort(1500, 100_000) });
  t.ok(tried >= 1500, `${tried} bodies`);
});

test('masks a short key only where it is a whole value', async (t) => {
  t.equal(masking.text('short'), '***');
  t.equal(masking.text('a short text'), 'a short text');
  t.equal(masking.url('/x?a=short'), '/x?a=***');
  t.equal(masking.body('{"a":"short","b":"shorter"}'), '{"a":"***","b":"shorter"}');
});

test('takes time that grows with the length, not with its square', async (t) => {
  const many = new Masking(() => manyKeys);
  const manyKeys = Array.from({ length: 2000 }, (_, number) => `emulator-scim-key-${number.toString(36)}`);
  const hostile = [
    'eyJ',
    'eyJaaaaaaaaaaaa.',
    "'",
    `"'`,
    "\\'",
    '\\',
    '{"password":',
    '{"a":',
    '[',
    'password ',
    'password=',
    'password eq "',
    'x"y","password":"',
    '"password":{',
    'key:\\',
    'password eq \\',
    'emulator-scim-key-',
    'bearer ',
    'basic aaaa',
    '%25',
    '//a:',
    '//:',
    '-----BEGIN PRIVATE KEY-----',
    'key[',
    '"key":',
    'xox',
    'gh',
    ' ',
    ':',
  ];
  const time = (piece: string, length: number): number => {
    const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    const began = process.cpuUsage();
    for (const one of [masking, many]) {
      one.text(text);
      one.body(text);
      one.body(JSON.stringify({ a: text }));
      one.url(`/x?a=${text}`);
      one.headers(['x', text]);
    }
    return process.cpuUsage(began).user / 1000;
  };
  for (const piece of hostile) {
    time(piece, 16_384);
    const [small, large] = [time(piece, 32_768), time(piece, 131_072)];
    t.ok(large < Math.max(6 * small, 250), `${JSON.stringify(piece)}: ${small} ms, then ${large} ms`);
  }
});

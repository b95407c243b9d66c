import { test } from 'tap';
import type { WorldDocument } from '../../schemas/world-document.ts';
import { profileNames } from '../../src/quirks/profiles.ts';
import { errorText, filterText, key, startApp, texts } from '../helpers.ts';

const created = '2021-02-22T04:24:13.000Z';

/** A team of `size` users, u1@example.com and so on. */
const teamOf = (size: number): { world: Partial<WorldDocument> } => ({
  world: {
    teams: [
      {
        keys: [{ key }],
        members: Array.from({ length: size }, (_, index) => ({
          email: `u${index + 1}@example.com`,
          givenName: 'U',
          familyName: `${index + 1}`,
          created,
        })),
      },
    ],
  },
});

type App = ReturnType<typeof startApp>;
const names = async (app: App, query: string): Promise<string[]> =>
  (await app.get(`/Users${query}`)).body.Resources.map(({ userName }: { userName: string }) => userName.split('@')[0]);

test('a list, byte for byte: users', async (t) => {
  const team = {
    members: [
      {
        id: '405775fe15ed41872a8eea4c8aa2b38cda9749812cc55c99',
        email: 'taylor.lee@example.com',
        givenName: 'Taylor',
        familyName: 'Lee',
        externalId: '12345678',
      },
      {
        id: '405775fe15ed41872a8eea4c8aa2b38cda9749812cc55c9a',
        email: 'r@example.com',
        givenName: 'Robin',
        familyName: 'Doe',
        state: 'deactivated' as const,
      },
    ],
  };
  const app = startApp(t, { team });
  const meta = `"meta":{"resourceType":"User","created":"${created}","lastModified":"${created}"}`;
  const user =
    '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"405775fe15ed41872a8eea4c8aa2b38cda9749812cc55c9';
  t.equal(
    (await app.get('/Users?startIndex=1&count=2')).text,
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":2,"startIndex":1,"itemsPerPage":2,"Resources":[' +
      `${user}9","userName":"taylor.lee@example.com","name":{"givenName":"Taylor","familyName":"Lee"},"externalId":"12345678","active":true,${meta}},` +
      `${user}a","userName":"r@example.com","name":{"givenName":"Robin","familyName":"Doe"},"active":false,${meta}}]}`,
  );
});

test('a list, byte for byte: groups, and an empty one', async (t) => {
  const app = startApp(t);
  t.equal(
    (await app.get('/Users')).text,
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}',
  );
  const { id } = await app.hire('a@example.com');
  const group = (await app.post('/Groups', { displayName: 'Test-API', externalId: '1234', members: [{ value: id }] }))
    .body;
  t.equal(
    (await app.get('/Groups')).text,
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":[' +
      `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"${group.id}","displayName":"Test-API",` +
      `"members":[{"value":"${id}","display":"Taylor Lee"}],"externalId":"1234",` +
      `"meta":{"resourceType":"Group","created":"${created}","lastModified":"${created}"}}]}`,
  );
});

test('[list-order] in the order of creation, which no change alters', async (t) => {
  const app = startApp(t);
  const ids: string[] = [];
  for (const name of ['c', 'a', 'b']) ids.push((await app.hire(`${name}@example.com`)).id);
  t.same(await names(app, ''), ['c', 'a', 'b']);
  app.advance(60);
  await app.put(`/Users/${ids[1]}`, { name: { givenName: 'Z', familyName: 'Z' } });
  await app.patch(`/Users/${ids[0]}`, [{ op: 'replace', value: { active: false } }]);
  await app.patch(`/Users/${ids[0]}`, [{ op: 'replace', value: { active: true } }]);
  t.same(await names(app, ''), ['c', 'a', 'b']);
});

test('[list-order] groups too, also after one of them was deleted', async (t) => {
  const app = startApp(t);
  const ids: string[] = [];
  for (const displayName of ['C', 'A', 'B']) ids.push((await app.post('/Groups', { displayName })).body.id);
  const listed = async (query = '') =>
    (await app.get(`/Groups${query}`)).body.Resources.map(({ displayName }: { displayName: string }) => displayName);
  t.same(await listed(), ['C', 'A', 'B']);
  await app.delete(`/Groups/${ids[1]}`);
  t.same(await listed(), ['C', 'B']);
  t.same(await listed('?startIndex=2'), ['B']);
  await app.post('/Groups', { displayName: 'A' });
  t.same(await listed(), ['C', 'B', 'A']);
  t.equal((await app.get('/Groups?count=1')).body.totalResults, 3);
});

test('pages: every user once', async (t) => {
  const app = startApp(t, teamOf(250));
  const seen: string[] = [];
  for (let startIndex = 1; startIndex <= 250; startIndex += 100) {
    const { body } = await app.get(`/Users?startIndex=${startIndex}&count=100`);
    t.match(body, { totalResults: 250, startIndex, itemsPerPage: Math.min(100, 251 - startIndex) });
    seen.push(...body.Resources.map(({ userName }: { userName: string }) => userName));
  }
  t.equal(seen.length, 250);
  t.equal(new Set(seen).size, 250);
  t.match((await app.get('/Users?startIndex=251')).body, { totalResults: 250, startIndex: 251, Resources: [] });
});

test('[count-cap] 100 by default, more is cut to 100', async (t) => {
  const app = startApp(t, teamOf(120));
  for (const query of ['', '?count=100', '?count=101', '?count=5000', '?count=99999999999999999999']) {
    const { body } = await app.get(`/Users${query}`);
    t.equal(body.Resources.length, 100, query);
    t.equal(body.itemsPerPage, 100, query);
  }
});

test("[page-numbers] startIndex and count are read as JavaScript's numbers, cut to whole ones", async (t) => {
  const app = startApp(t, teamOf(253));
  const seen: string[] = [];
  for (const startIndex of ['1.0', '101.0', '201.0']) {
    const { body } = await app.get(`/Users?startIndex=${startIndex}&count=100.0`);
    t.equal(body.startIndex, Number(startIndex));
    seen.push(...body.Resources.map(({ userName }: { userName: string }) => userName));
  }
  t.equal(new Set(seen).size, 253, 'a client that pages with floats sees every user once');
  for (const [query, startIndex, length] of [
    ['startIndex=2.0&count=1.0', 2, 1],
    ['startIndex=2e0&count=1e0', 2, 1],
    ['startIndex=2.9&count=1.9', 2, 1],
    ['startIndex=%202&count=0x10', 2, 16],
    ['startIndex=0.9&count=0.9', 1, 0],
    ['startIndex=-0.5&count=-0.5', 1, 0],
    ['startIndex=Infinity&count=-Infinity', Number.MAX_SAFE_INTEGER, 0],
  ] as const) {
    const { body } = await app.get(`/Users?${query}`);
    t.same([body.startIndex, body.Resources.length], [startIndex, length], query);
  }
  const strict = startApp(t, { profile: '2026-08' });
  t.equal((await strict.get('/Users?startIndex=0.9')).text, errorText(400, texts.unreadable), 'below 1 by a fraction');
  const { headers } = await app.get('/Users?startIndex=2.0', { headers: { 'x-emulator-explain': '1' } });
  t.match(headers['x-emulator-quirks'], /page-numbers/);
});

test('[count-bounds] 0 or less gives no resources, a text that is not a number is the default', async (t) => {
  const app = startApp(t, teamOf(3));
  for (const count of ['0', '-1', '-999']) {
    t.match((await app.get(`/Users?count=${count}`)).body, { totalResults: 3, itemsPerPage: 0, Resources: [] }, count);
  }
  for (const count of ['', '%20', 'x', 'NaN', '1 2', '1,5', '%zz', '2&count=1']) {
    const { body } = await app.get(`/Users?count=${count}`);
    t.equal(body.itemsPerPage, 3, count);
    t.equal(body.Resources.length, 3, count);
  }
  t.equal((await app.get('/Users?filter=userName%20eq%20%22u1@example.com%22&count=0')).body.Resources.length, 0);
});

test('[start-index-below-one] taken as 1, or from 2026-08 on refused', async (t) => {
  const wrongText = errorText(400, texts.unreadable);
  for (const [profile, refused] of [
    ['classic', false],
    ['2025', false],
    ['2026-08', true],
  ] as const) {
    const app = startApp(t, { profile, ...teamOf(3) });
    for (const path of ['/Users', '/Groups']) {
      for (const startIndex of ['0', '-1', '-99999999999999999999']) {
        const { status, text, body } = await app.get(`${path}?startIndex=${startIndex}`);
        t.equal(status, refused ? 400 : 200, profile);
        if (refused) t.equal(text, wrongText);
        else t.equal(body.startIndex, 1);
      }
    }
    for (const startIndex of ['x', '', '1,5']) {
      t.equal((await app.get(`/Users?startIndex=${startIndex}`)).body.startIndex, 1, 'no number: the default');
    }
  }
  const lenient = startApp(t, { profile: '2026-08', quirks: { 'start-index-below-one': 'one' } });
  t.equal((await lenient.get('/Users?startIndex=0')).status, 200);
  const strict = startApp(t, { quirks: { 'start-index-below-one': 'refuse' } });
  t.equal((await strict.get('/Users?startIndex=0')).text, wrongText);
});

test('startIndex beyond the list, and beyond all numbers', async (t) => {
  const app = startApp(t, teamOf(3));
  t.same(await names(app, '?startIndex=3'), ['u3']);
  t.same(await names(app, '?startIndex=4'), []);
  t.match((await app.get('/Users?startIndex=99999999999999999999')).body, { totalResults: 3, Resources: [] });
  t.same(await names(app, '?startIndex=2&count=1'), ['u2']);
});

test('[items-per-page] is the number returned, or echoes count', async (t) => {
  const one = `?filter=${encodeURIComponent('userName eq "u1@example.com"')}`;
  for (const profile of profileNames) {
    const app = startApp(t, { profile, ...teamOf(3) });
    t.equal((await app.get('/Users?count=2&startIndex=3')).body.itemsPerPage, 1, profile);
    t.equal((await app.get('/Users')).body.itemsPerPage, 3, profile);
    t.equal((await app.get(`/Users${one}`)).body.itemsPerPage, 1, profile);
    t.equal((await app.get('/Users?startIndex=4')).body.itemsPerPage, 0, profile);
  }
  const echoing = startApp(t, { quirks: { 'items-per-page': 'count' }, ...teamOf(3) });
  t.equal((await echoing.get('/Users?count=2&startIndex=3')).body.itemsPerPage, 2);
  t.equal((await echoing.get('/Users?count=5000')).body.itemsPerPage, 100);
  t.equal((await echoing.get('/Groups?count=7')).body.itemsPerPage, 7);
  t.equal((await echoing.get('/Groups?count=-7')).body.itemsPerPage, 0);
});

test('[unknown-parameters] are ignored, and so is a name in another letter case', async (t) => {
  const app = startApp(t, teamOf(3));
  const plain = (await app.get('/Users')).text;
  const queries = [
    'attributes=userName',
    'excludedAttributes=name',
    'sortBy=userName&sortOrder=descending',
    'x=%zz',
    'Count=1',
  ];
  queries.push('__proto__=1', '__proto__[count]=1', 'constructor=1', '&&&', '=', 'cursor=&startindex=2&FILTER=x');
  for (const query of queries) t.equal((await app.get(`/Users?${query}`)).text, plain, query);
});

test('a refused page or filter changes nothing and is 400 before anything is read', async (t) => {
  const app = startApp(t, { profile: '2026-08' });
  t.equal((await app.get('/Users?startIndex=0&filter=nonsense')).text, errorText(400, texts.unreadable));
  t.equal((await app.get('/Users?filter=nonsense&count=0')).text, filterText);
});

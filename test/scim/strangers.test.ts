import { test } from 'tap';
import { key, startApp } from '../helpers.ts';

test("a stranger's request is in no journal and no report; a client's is, whatever its path", async (t) => {
  const { http, world } = startApp(t);
  const get = (url: string, headers: Record<string, string> = {}) =>
    http.inject({ url, headers: { host: 'localhost', ...headers } });
  const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  for (const [url, headers] of [
    ['/favicon.ico', {}],
    ['/robots.txt', { authorization: 'Bearer unknown' }],
    ['/scim/v20/Users', {}],
    ['/x', image],
    ['/scim/v2/Users', image],
    ['/scim/v2/Nothing', image],
    ['/scim/v2/Users', { ...image, authorization: `Bearer ${key}` }],
  ] as const) {
    for (let time = 0; time < 50; time += 1) await get(url, headers);
    t.equal(world.journal.length, 0, url);
  }
  const report = await get('/_emulator/worlds/default/report');
  t.match(report.json(), { requests: 0, findings: [] });
  const authorization = `Bearer ${key}`;
  for (const [url, headers] of [
    ['/Users', { authorization }],
    ['/scim/v2', {}],
    ['/scim/v2/Users', {}],
    ['//scim/v2/Users', {}],
    ['/scim/v2?x=1', {}],
    ['/scim/v2/Users', { authorization, 'sec-fetch-site': 'same-origin' }],
  ] as const) {
    const before = world.journal.length;
    await get(url, headers);
    t.equal(world.journal.length, before + 1, url);
  }
});

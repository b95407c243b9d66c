import { gunzipSync } from 'node:zlib';
import { test } from 'tap';
import { contentSecurityPolicy, readUiFiles } from '../../src/control/ui-files.ts';
import { key, notRoutedText } from '../helpers.ts';
import { exchange, startServer, world } from './server.ts';

const files = readUiFiles();

test('serves the page and each of its files, and nothing else', async (t) => {
  const { port } = await startServer(t);
  const get = (path: string, headers: Record<string, string> = {}) => exchange(port, { method: 'GET', path, headers });
  t.ok(files.size > 30);
  for (const [name, file] of files) {
    const answer = await get(`/_emulator/ui${name === '' ? '' : `/${name}`}`);
    t.equal(answer.status, 200, name);
    t.equal(answer.headers['content-type'], file.type, name);
    t.equal(answer.headers['content-security-policy'], contentSecurityPolicy, name);
    t.equal(answer.headers['x-content-type-options'], 'nosniff', name);
  }
  for (const path of [
    '/_emulator/ui/control/app.ts',
    '/_emulator/ui/dashboard/tsconfig.json',
    '/_emulator/ui/../control/app.ts',
    '/_emulator/ui/%2e%2e/app.ts',
    '/_emulator/ui/dashboard/..%2f..%2fapp.ts',
    '/_emulator/ui/lit-html/package.json',
    '/_emulator/ui/constructor',
  ]) {
    t.equal((await get(path)).status, 404, path);
  }
  const { etag = '' } = (await get('/_emulator/ui')).headers;
  t.equal((await get('/_emulator/ui', { 'if-none-match': etag })).status, 304);
});

test('the page fits its budget of 60 kB, compressed', async (t) => {
  let sum = 0;
  for (const [name, file] of files) {
    t.equal(gunzipSync(file.compressed).toString(), file.body.toString(), name);
    sum += file.compressed.length;
  }
  t.ok(sum < 60_000, `${sum} bytes`);
});

test('the guard holds for the page and for what it reads', async (t) => {
  const { port } = await startServer(t);
  const paths = ['/_emulator/ui', '/_emulator/ui/dashboard/icon.svg'];
  const data = [`${world}/journal/stream?after=0&count=1`, `${world}/journal?format=har`, `${world}/journal/entries/1`];
  await exchange(port, { method: 'GET', path: '/scim/v2/Users', headers: { authorization: key } });
  for (const path of [...paths, ...data.map((each) => `/_emulator${each}`)]) {
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await exchange(port, { method: 'GET', path, headers })).status;
    t.equal(await status({}), 200, path);
    t.equal(await status({ origin: 'https://evil.example' }), 403, path);
    t.equal(await status({ host: 'evil.example' }), 403, path);
    t.equal(await status({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }), 403, path);
    t.equal(await status({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }), 403, path);
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    t.equal(await status(followed), paths.includes(path) ? 200 : 403, `a link from another site to ${path}`);
    t.equal(await status({ ...followed, 'sec-fetch-dest': 'iframe' }), 403, `a frame on another site with ${path}`);
    t.equal(await status({ ...followed, host: 'evil.example' }), 403, `a rebound name and ${path}`);
  }
});

test('with a token the files are open, and data is not', async (t) => {
  const { port } = await startServer(t, { controlToken: 'secret' });
  const status = async (path: string): Promise<number> => (await exchange(port, { method: 'GET', path })).status;
  t.equal(await status('/_emulator/ui'), 200);
  t.equal(await status('/_emulator/ui/dashboard/icon.svg'), 200);
  t.equal(await status('/_emulator/worlds'), 401);
  t.equal(await status(`/_emulator${world}/journal/entries/1`), 401);
  t.equal(await status('/_emulator/uix'), 401);
});

test('a browser at / is led to the page; other clients get what Postman answers', async (t) => {
  const { port, control } = await startServer(t);
  const get = (accept?: string) =>
    exchange(port, { method: 'GET', path: '/', headers: accept === undefined ? {} : { accept } });
  const led = await get('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8');
  t.equal(led.status, 302);
  t.equal(led.headers.location, '/_emulator/ui');
  await exchange(port, { method: 'GET', path: '/_emulator/ui' });
  t.equal((await control('GET', world)).body.requests, 0);
  for (const accept of [undefined, '*/*', 'application/json']) {
    const answer = await get(accept);
    t.equal(answer.status, 404, String(accept));
    t.equal(answer.text, notRoutedText);
  }
});

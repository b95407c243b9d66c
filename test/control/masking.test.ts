import { test } from 'tap';
import { key } from '../helpers.ts';
import { exchange, startServer, world } from './server.ts';

const secret = 'planted-secret-7f3a';

const bodies = [
  `{"schemas":[],"Operations":[{"op":"replace","path":"password","value":"${secret}"}]}`,
  `{"schemas":[],"Operations":[{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:password","value":"${secret}"}]}`,
  `{"userName":"a@example.com","password":["${secret}"]}`,
  `{"userName":"a@example.com","passw\\u006frd":{"value":"${secret}"}}`,
  `{"userName":"a@example.com","note":"{\\"password\\":\\"${secret}\\"}"}`,
  `{"userName":"a@example.com","password":"${secret}`,
  `{"userName":"${key}@example.com","name":{"givenName":"${key}","familyName":"${key}"}}`,
];

const queries = [
  `password=${secret}`,
  `key=${key}&access_token=${key}`,
  `x=${key}`,
  `filter=${encodeURIComponent(`userName eq "${key}"`)}`,
  `${key}=1`,
];

const headers = ['api-key', 'x-auth-token', 'x-amz-security-token', 'set-cookie', 'referer', 'x-other'];

test('no planted secret and no key is in the journal, its HAR, or the report', async (t) => {
  const { control, port, agent } = await startServer(t);
  const authorization = `Bearer ${key}`;
  let sent = 0;
  const send = async (method: string, path: string, more: Record<string, string>, text?: string): Promise<void> => {
    sent += 1;
    const type = { 'content-type': 'application/json' };
    await exchange(
      port,
      { method, path: `/scim/v2${path}`, headers: { ...type, authorization, ...more }, text },
      agent,
    );
  };
  for (const body of bodies) {
    await send('POST', '/Users', {}, body);
    await send('PATCH', `/Users/${'f'.repeat(48)}`, {}, body);
    await send('PUT', `/Groups/${key}`, {}, body);
  }
  for (const query of queries)
    for (const path of ['/Users', '/Schemas', `/Users/${key}`]) await send('GET', `${path}?${query}`, {});
  for (const header of headers) await send('GET', '/Users', { [header]: `https://a.example/?key=${secret}&q=${key}` });
  const named = JSON.stringify({ displayName: `PMAK-${'5f'.repeat(12)}-${'01'.repeat(17)}` });
  await send('POST', '/Groups', {}, named);
  const journal = await control('GET', `${world}/journal?limit=1000`);
  t.equal(journal.body.entries.length, sent);
  const shown = [['journal', journal.text]];
  for (const format of ['json', 'markdown', 'text']) {
    const path = `/_emulator${world}/report?format=${format}`;
    shown.push([`report as ${format}`, (await exchange(port, { method: 'GET', path }, agent)).text]);
  }
  const har = await exchange(port, { method: 'GET', path: `/_emulator${world}/journal?format=har` }, agent);
  shown.push(['journal as HAR', har.text]);
  shown.push(['audit trail', (await control('GET', `${world}/audit`)).text]);
  for (const [place, text = ''] of shown) {
    t.notOk(text.includes(secret), `the secret is not in the ${place}`);
    t.notOk(text.includes(key), `no key is in the ${place}`);
    t.notOk(/PMAK-5f/.test(text), `no text with the form of a key is in the ${place}`);
    t.ok(text.length > 200, `the ${place} is not empty`);
  }
});

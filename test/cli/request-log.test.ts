import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { type Test, test } from 'tap';
import { readArguments } from '../../src/cli/arguments.ts';
import { startServer } from '../../src/cli/server.ts';
import { settings } from '../../src/settings.ts';

const start = async (t: Test, onRequest?: (line: string) => void) => {
  const { values } = readArguments({ options: settings }, ['--port', '0'], {});
  const server = await startServer(values, undefined, onRequest);
  t.teardown(() => server.app.close());
  const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' };
  const send = (method: 'GET' | 'POST', url: string, payload?: object) =>
    server.app.http.inject({ method, url: `/scim/v2${url}`, headers, ...(payload && { payload }) });
  return { ...server, send };
};

const name = { givenName: 'Taylor', familyName: 'Lee' };

test('logs a line for each request, with nothing that a terminal carries out', async (t) => {
  const lines: string[] = [];
  const { send, key, app } = await start(t, (line) => lines.push(stripVTControlCharacters(line)));
  await send('POST', '/Users', { userName: 'taylor.lee@example.com', name, title: 'Boss', emails: [] });
  await send('POST', '/Users', { userName: 'taylor.lee@example.com', name });
  await send('GET', `/Users?filter=${encodeURIComponent('userName eq "a"')}&token=${key}`);
  await send('POST', '/Groups', { displayName: '\u001b]0;owned\u0007\u202eG', members: [] });
  app.worlds.create({ id: 'later', team: { keys: [{ key: 'later' }] } });
  await app.http.inject({ url: '/scim/v2/Users/5', headers: { authorization: 'later' } });
  await turn();
  await turn();
  t.equal(lines[0], 'POST /Users 201 taylor.lee@... ignored: title, emails');
  t.match(lines[1], /^POST \/Users 409 taylor\.lee@\.\.\. /);
  t.match(lines[2], /^GET \/Users\?filter=userName/);
  t.match(lines[3], 'POST /Groups 201 "?]0;owned??G"');
  t.match(lines[4], /^GET \/Users\/5 404/);
  t.equal(lines.length, 5);
  for (const line of lines) t.notMatch(line, new RegExp(`[\\p{Cc}\\p{Cf}]|${key}|example\\.com`, 'u'));
});

test('decodes no entry of the journal when the log is off', async (t) => {
  const { send, app } = await start(t);
  await send('POST', '/Users', { userName: 'taylor.lee@example.com', name });
  await turn();
  t.equal(app.worlds.default.journal.decoded, 0);
  t.equal(app.worlds.default.journal.sequence, 1);
});

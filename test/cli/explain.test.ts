import { test } from 'tap';
import { readRequest } from '../../src/cli/http-request.ts';
import { run } from './run.ts';

const body = '{"userName":"kim@example.com","name":{"givenName":"Kim","familyName":"Lee"},"title":"x"}';

test('reads a request in HTTP form, and curl lines', async (t) => {
  const request = { method: 'POST', path: '/scim/v2/Users', headers: { authorization: 'Bearer KEY' }, body };
  const http = `POST /scim/v2/Users HTTP/1.1\r\nHost: api.getpostman.com\r\nAuthorization: Bearer KEY\r\nContent-Length: 9\r\n\r\n${body}\r\n`;
  t.same(readRequest(http), request);
  const url = 'https://api.getpostman.com/scim/v2/Users';
  for (const curl of [
    `curl -X POST ${url} -H 'Authorization: Bearer KEY' -d '${body}'`,
    `$ curl -sS --request post \\\n  "${url}" \\\n  --header "Authorization: Bearer KEY" --data-raw ${JSON.stringify(body)}`,
    `curl ${url} -H"Authorization: Bearer KEY" --data '${body}' -o /dev/null`,
  ]) {
    t.same(readRequest(curl), request, curl);
  }
  t.same(readRequest(`curl '${url}?count=1&startIndex=1'`), {
    method: 'GET',
    path: '/scim/v2/Users?count=1&startIndex=1',
    headers: {},
  });
  for (const [wrong, message] of [
    ['', /expected METHOD PATH or a curl line/],
    ['hello world again', /expected METHOD PATH/],
    ["curl 'x", /a quote that is not closed/],
    ['curl -X', /a value after -X/],
    ['curl -s', /expected a URL/],
    ['GET /Users\nnonsense', /expected NAME: VALUE/],
  ] as const) {
    t.throws(() => readRequest(wrong), { message });
  }
});

test('explains a file, in words and as JSON', async (t) => {
  const file = `${t.testdir({ 'request.http': `POST /scim/v2/Users\nAuthorization: PMAK-1\n\n${body}` })}/request.http`;
  const text = await run(['explain', file]);
  t.match(text, { code: 0, stderr: '' });
  t.match(text.stdout, /^201\n\{"schemas"/);
  t.match(text.stdout, /title: ignored \(never-stored\)/);
  const json = await run(['explain', file, '--json', '--profile', '2026-08']);
  t.match(JSON.parse(json.stdout), { status: 201, operation: 'createScimUser', reason: null });
  t.match(await run(['explain', `${file}.missing`]), { code: 2, stderr: /cannot be read: ENOENT/ });
});

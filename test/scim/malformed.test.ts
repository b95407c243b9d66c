import { connect } from 'node:net';
import type { Test } from 'tap';
import { test } from 'tap';
import { errorText, invalidSyntaxText, key, listen, notRoutedText, noUserText, startApp, texts } from '../helpers.ts';

const startSocket = async (t: Test) => {
  const app = startApp(t);
  const user = await app.hire('a@example.com');
  const { port } = new URL(await listen(app));
  /** Sends bytes as they are, and answers all that comes back until the server hangs up. */
  const send = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
      socket.on('data', (data) => {
        answer += data;
      });
      // A server that refuses a flood may cut the connection while more of it is on its way.
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (answer === '' && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
      });
      socket.on('close', () => resolve(answer));
    });
  return { app, user, send };
};

const parts = (answer: string) => {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [statusLine = '', ...headers] = head.split('\r\n');
  return { statusLine, headers: headers.map((header) => header.toLowerCase()), body };
};

const authorization = `Authorization: Bearer ${key}\r\nHost: x\r\nConnection: close\r\n`;

test("[header-limit] what is no HTTP is 400 in a SCIM error's shape", async (t) => {
  const { app, send } = await startSocket(t);
  const was = app.state();
  const malformed = [
    `GET /scim/v2/Users?filter=userName eq "a@example.com" HTTP/1.1\r\n${authorization}\r\n`,
    `GET /scim/v2/Users HTTP/9.9\r\n${authorization}\r\n`,
    `NONSENSE /scim/v2/Users HTTP/1.1\r\n${authorization}\r\n`,
    `GET /scim/v2/Users HTTP/1.1\r\nno header\r\n${authorization}\r\n`,
    `POST /scim/v2/Users HTTP/1.1\r\nContent-Length: x\r\n${authorization}\r\n{}`,
    `POST /scim/v2/Users HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n${authorization}\r\n{}`,
    `POST /scim/v2/Users HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${authorization}\r\nzz\r\n`,
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'hello\r\n\r\n',
  ];
  for (const bytes of malformed) {
    const { statusLine, headers, body } = parts(await send(bytes));
    const label = JSON.stringify(bytes.slice(0, 60));
    t.equal(statusLine, 'HTTP/1.1 400 Bad Request', label);
    t.equal(body, invalidSyntaxText, label);
    t.ok(headers.includes('content-type: application/json; charset=utf-8'), label);
    t.ok(headers.includes(`content-length: ${invalidSyntaxText.length}`), label);
  }
  t.same(app.state(), was);
});

test('[header-limit] more than 16 KiB of headers, or of a request line, is 431', async (t) => {
  const { app, send } = await startSocket(t);
  const expected = errorText(431, texts.unreadable, 'invalidSyntax');
  const many = Array.from({ length: 2000 }, (_, index) => `x-flood-${index}: ${'x'.repeat(20)}\r\n`).join('');
  const floods = [
    `GET /scim/v2/Users HTTP/1.1\r\n${authorization}X-Flood: ${'x'.repeat(20_000)}\r\n\r\n`,
    `GET /scim/v2/Users HTTP/1.1\r\n${authorization}${many}\r\n`,
    `GET /scim/v2/Users/${'x'.repeat(20_000)} HTTP/1.1\r\n${authorization}\r\n`,
    `GET /scim/v2/Users?filter=${'('.repeat(20_000)} HTTP/1.1\r\n${authorization}\r\n`,
  ];
  for (const bytes of floods) {
    const { statusLine, body } = parts(await send(bytes));
    t.equal(statusLine, 'HTTP/1.1 431 Request Header Fields Too Large', bytes.slice(0, 40));
    t.equal(body, expected, bytes.slice(0, 40));
  }
  t.equal((await app.get('/Users')).status, 200, 'and the server goes on');
});

test('over a real socket too: odd methods, escapes, long ids, expectations, chunks', async (t) => {
  const { app, user, send } = await startSocket(t);
  const body = async (request: string, after = '') =>
    parts(await send(`${request} HTTP/1.1\r\n${authorization}${after}`)).body;
  t.equal(await body('GET /scim/v2/Users/%zz', '\r\n'), notRoutedText);
  t.equal(await body(`GET /scim/v2/Users/${'x'.repeat(3000)}`, '\r\n'), noUserText);
  t.equal(await body('HEAD /scim/v2/Users', '\r\n'), '');
  t.equal(await body('OPTIONS /scim/v2/Users', '\r\n'), notRoutedText);
  t.equal(await body('OPTIONS *', '\r\n'), notRoutedText);
  t.equal(await body('PROPFIND /scim/v2/Users', '\r\n'), notRoutedText);
  t.equal(await body('POST /scim/v2/Users', 'Content-Length: 0\r\n\r\n'), invalidSyntaxText, 'an empty body');
  const put = `PUT /scim/v2/Users/${user.id}`;
  const chunked = 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  const answer = await send(
    `${put} HTTP/1.1\r\n${authorization}${chunked}9\r\n{"name":{\r\n13\r\n"givenName":"Robin"\r\n2\r\n}}\r\n0\r\n\r\n`,
  );
  t.match(answer, '"givenName":"Robin","familyName":"Lee"');
  t.match(
    await body(`GET http://elsewhere/scim/v2/Users/${user.id}`, '\r\n'),
    '"givenName":"Robin"',
    'an absolute URL',
  );
  t.equal((await app.get('/Users')).body.totalResults, 1);
});

test('a client that goes away in the middle of a body changes nothing', async (t) => {
  const { app } = await startSocket(t);
  const was = app.state();
  const { port } = app.http.server.address() as { port: number };
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      const type = 'Content-Type: application/json\r\nContent-Length: 500';
      socket.write(`POST /scim/v2/Users HTTP/1.1\r\n${authorization}${type}\r\n\r\n{"userName":"b@example.com"`, () =>
        socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  t.equal((await app.get('/Users')).status, 200);
  t.same(app.state(), was);
});

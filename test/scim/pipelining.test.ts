import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import { addressOf } from '../e2e/raw-socket.ts';
import { key, listen, startApp } from '../helpers.ts';

const requests = 200;

test('answers to pipelined requests are made one at a time, when the connection can take them', async (t) => {
  const app = startApp(t);
  const ids: string[] = [];
  for (let number = 0; number < 1_200; number += 1) {
    const name = { givenName: 'G'.repeat(1_000), familyName: String(number) };
    ids.push((await app.hire(`${number}@example.com`, { name })).id);
  }
  await app.post('/Groups', { displayName: 'large', members: ids.map((value) => ({ value })) });
  const before = app.world.journal.sequence;
  const socket = connect(addressOf(await listen(app))).pause();
  t.teardown(() => socket.destroy());
  socket.write(
    `GET /scim/v2/Groups HTTP/1.1\r\nHost: emulator.test\r\nAuthorization: ${key}\r\n\r\n`.repeat(requests - 1) +
      `GET /scim/v2/Groups HTTP/1.1\r\nHost: emulator.test\r\nAuthorization: ${key}\r\nConnection: close\r\n\r\n`,
  );
  await sleep(300);
  const made = app.world.journal.sequence - before;
  t.ok(made > 0 && made < 40, `${made} answers of 1.2 MB are made while the client does not read`);

  let bytes = 0;
  for await (const chunk of socket) bytes += chunk.length;
  t.equal(app.world.journal.sequence - before, requests, 'all are answered once the client reads');
  t.ok(bytes > requests * 1_200_000, 'every answer arrives whole');
});

test('a pipelined request is answered with what the ones before it did', async (t) => {
  const app = startApp(t);
  const socket = connect(addressOf(await listen(app)));
  t.teardown(() => socket.destroy());
  app.world.faults.add({ operations: ['createScimUser'], when: 'before', effect: { kind: 'delay', milliseconds: 50 } });
  const body = JSON.stringify({ userName: 'a@example.com', name: { givenName: 'A', familyName: 'B' } });
  const head = `HTTP/1.1\r\nHost: emulator.test\r\nAuthorization: ${key}\r\n`;
  socket.write(
    `POST /scim/v2/Users ${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
      `GET /scim/v2/Users ${head}Connection: close\r\n\r\n`,
  );
  const text = Buffer.concat(await socket.toArray()).toString();
  t.match(text, /^HTTP\/1\.1 201 .*HTTP\/1\.1 200 .*"totalResults":1,/s);
});

test('closes a connection on which more than 1,000 pipelined requests wait', async (t) => {
  const app = startApp(t);
  app.world.faults.add({
    operations: ['getScimUserResources'],
    when: 'before',
    effect: { kind: 'delay', milliseconds: 10_000 },
  });
  const address = addressOf(await listen(app));
  const requestText = `GET /scim/v2/Users HTTP/1.1\r\nHost: emulator.test\r\nAuthorization: ${key}\r\n\r\n`;
  const socket = connect(address).on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume().write(requestText.repeat(1_500));
  await closed;
  t.ok(app.world.journal.sequence < 3, 'none of the waiting requests is answered');
});

import type { Socket } from 'node:net';
import t, { type Test, test } from 'tap';
import { isLong } from '../effort.ts';
import { createClient } from './client.ts';
import { type Command, openDescriptors, pause, residentMemory, startCommand } from './command.ts';
import { type Address, addressOf, answersIn, converse, open } from './raw-socket.ts';

t.setTimeout(isLong ? 3_600_000 : 180_000);

const crowd = isLong ? 1000 : 200;
const authorization = 'Authorization: Bearer emulator-scim-key';
const head = (line: string): string => `${line} HTTP/1.1\r\nHost: emulator.test\r\n${authorization}\r\n`;

const begin = async (t: Test): Promise<{ command: Command; address: Address; pid: number }> => {
  const command = await startCommand([]);
  t.teardown(() => command.end('SIGKILL'));
  return { command, address: addressOf(command.url), pid: command.child.pid as number };
};

/** Plain clients are served, and soon, while something else goes on. */
const othersAreServed = async (t: Test, { url }: Command): Promise<void> => {
  const { call } = createClient(url);
  let slowest = 0;
  for (let n = 0; n < 50; n += 1) {
    const before = performance.now();
    const { status } = await call('GET', '/Users?count=1');
    slowest = Math.max(slowest, performance.now() - before);
    if (status !== 200) t.fail(`a plain client got ${status}`);
  }
  t.ok(slowest < 5000, `others are served within ${Math.round(slowest)} ms`);
};

const openMany = (address: Address): Promise<Socket[]> =>
  Promise.all(Array.from({ length: crowd }, () => open(address)));

const settled = async (pid: number, most: number): Promise<number> => {
  for (let n = 0; n < 50 && openDescriptors(pid) > most; n += 1) await pause(100);
  return openDescriptors(pid);
};

test('slowloris: many clients that send a byte at a time', async (t) => {
  const { command, address, pid } = await begin(t);
  const idle = openDescriptors(pid);
  const sockets = await openMany(address);
  let closed = 0;
  for (const socket of sockets) socket.resume().on('close', () => (closed += 1));
  for (const socket of sockets) socket.write('GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x');
  }, 100);
  await othersAreServed(t, command);
  if (isLong) {
    for (let n = 0; n < 120 && closed < crowd; n += 1) await pause(1000);
    t.equal(closed, crowd, 'every one of them is closed in the end');
  }
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
  t.ok((await settled(pid, idle + 4)) <= idle + 4, 'no descriptor stays open');
  t.comment(`${crowd} slow connections`);
});

test('half-open: many clients that go away in the middle', async (t) => {
  const { command, address, pid } = await begin(t);
  const idle = openDescriptors(pid);
  const beginnings = [
    'GET /scim',
    `${head('POST /scim/v2/Users')}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"userName":`,
    `${head('POST /scim/v2/Users')}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"us`,
    `${head('GET /scim/v2/Users')}\r\n`,
  ];
  const sockets = await openMany(address);
  for (const [n, socket] of sockets.entries()) socket.write(beginnings[n % beginnings.length] ?? '');
  await othersAreServed(t, command);
  for (const [n, socket] of sockets.entries()) {
    if (n % 3 === 0) socket.resetAndDestroy();
    else if (n % 3 === 1) socket.end();
    else socket.destroy();
  }
  await othersAreServed(t, command);
  for (const socket of sockets) socket.destroy();
  t.ok((await settled(pid, idle + 4)) <= idle + 4, 'no descriptor stays open');
  t.same((await createClient(command.url).listAll('/Users')).length, 0, 'no half of a request was taken');
  t.comment(`${crowd} connections cut`);
});

test('floods of headers', async (t) => {
  const { command, address, pid } = await begin(t);
  const one = `X-Big: ${'x'.repeat(64 * 1024)}\r\n`;
  const many = Array.from({ length: 5000 }, (_, n) => `X-${n}: ${n}\r\n`).join('');
  for (const [what, text] of Object.entries({ one, many })) {
    const [answer] = answersIn(await converse(address, `${head('GET /scim/v2/Users')}${text}\r\n`));
    t.equal(answer?.status, 431, `${what}: 431`);
    t.match(JSON.parse(answer?.body ?? 'null'), { status: '431' }, 'as a SCIM error');
  }
  const before = residentMemory(pid);
  const sockets = await openMany(address);
  for (const socket of sockets) socket.resume().write(`${head('GET /scim/v2/Users')}X-Endless: `);
  for (let n = 0; n < 20; n += 1) for (const socket of sockets) if (socket.writable) socket.write('x'.repeat(8192));
  await othersAreServed(t, command);
  const grown = Math.round((residentMemory(pid) - before) / 1024);
  t.ok(grown < 150, `memory has grown by ${grown} MB`);
  for (const socket of sockets) socket.destroy();
});

test('an expectation that nobody meets', async (t) => {
  const { address } = await begin(t);
  const [answer] = answersIn(await converse(address, `${head('GET /scim/v2/Users')}Expect: 200-maybe\r\n\r\n`));
  t.match(JSON.parse(answer?.body || 'null'), { status: String(answer?.status) }, 'a SCIM error, or the answer');
});

test('pipelining: the answers come in order', async (t) => {
  const { address } = await begin(t);
  const count = 300;
  const requests = Array.from({ length: count }, (_, n) => {
    const body = JSON.stringify({ userName: `pipe${n}@example.test`, name: { givenName: 'P', familyName: String(n) } });
    const length = Buffer.byteLength(body);
    return `${head('POST /scim/v2/Users')}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
  });
  const answers = answersIn(await converse(address, requests.join(''), 2000));
  t.same(
    answers.map(({ status, body }) => [status, JSON.parse(body).userName]),
    Array.from({ length: count }, (_, n) => [201, `pipe${n}@example.test`]),
  );
  t.comment(`${count} requests in one write`);
});

test('clients that never read', async (t) => {
  const { command, address, pid } = await begin(t);
  const { createUser } = createClient(command.url);
  for (let n = 0; n < 100; n += 1) await createUser(`page${n}@example.test`);
  await othersAreServed(t, command);
  const before = residentMemory(pid);
  const idle = openDescriptors(pid);
  const sockets = await Promise.all(Array.from({ length: 4 }, () => open(address)));
  const pages = `${head('GET /scim/v2/Users?count=100')}\r\n`.repeat(20_000);
  for (const socket of sockets) socket.pause().write(pages);
  await pause(1500);
  await othersAreServed(t, command);
  const grown = Math.round((residentMemory(pid) - before) / 1024);
  t.ok(grown < 250, `80,000 pages asked for and none read: memory has grown by ${grown} MB`);
  for (const socket of sockets) socket.destroy();
  t.ok((await settled(pid, idle + 4)) <= idle + 4, 'no descriptor stays open');
});

test('bodies without end', async (t) => {
  const { command, address, pid } = await begin(t);
  const before = residentMemory(pid);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => open(address)));
  const start = `${head('POST /scim/v2/Users')}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (const socket of sockets) socket.resume().write(start);
  for (let n = 0; n < 40; n += 1) {
    for (const socket of sockets) if (socket.writable) socket.write(chunk);
    await pause(5);
  }
  await othersAreServed(t, command);
  const grown = Math.round((residentMemory(pid) - before) / 1024);
  t.ok(grown < 200, `50 MB sent: memory has grown by ${grown} MB`);
  for (const socket of sockets) socket.destroy();
  const length = `Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{"userName":"`;
  const [answer] = answersIn(await converse(address, `${head('POST /scim/v2/Users')}${length}`, 1000));
  t.equal(answer?.status, 400, 'a length beyond the limit is refused before it is sent');
  t.match(JSON.parse(answer?.body ?? 'null'), { scimType: 'invalidSyntax' }, 'as an unreadable body');
});

test('it ends in order with hostile connections open', async (t) => {
  const { command, address } = await begin(t);
  const sockets = await openMany(address);
  for (const socket of sockets) socket.resume().write('GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  await pause(100);
  const before = performance.now();
  const { code } = await command.end('SIGTERM');
  t.equal(code, 0, 'with 0');
  t.ok(performance.now() - before < 5000, `within ${Math.round(performance.now() - before)} ms`);
  for (const socket of sockets) socket.destroy();
});

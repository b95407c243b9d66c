import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Test, test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { startApp } from '../helpers.ts';

/** What serving costs is counted, not timed. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

type Node = {
  readonly callFrame: { readonly url: string };
  readonly selfSize: number;
  readonly children: readonly Node[];
};

const ownBytes = ({ callFrame, selfSize, children }: Node): number =>
  (/\/(?:src|schemas)\//.test(callFrame.url) && !callFrame.url.includes('node_modules') ? selfSize : 0) +
  children.reduce((sum, child) => sum + ownBytes(child), 0);

/** Bytes that the functions of src allocate while some work runs, collected ones included. */
const allocatedBy = async (work: () => Promise<void>): Promise<number> => {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.enable');
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 2048,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await work();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  return ownBytes(profile.head as Node);
};

const startDirectory = async (t: Test) => {
  const emulator = await startEmulator({ socket: false, idSeed: 'serving' });
  t.teardown(() => emulator.close());
  const headers = { authorization: `Bearer ${emulator.key}`, 'content-type': 'application/json' };
  const send = async (method: 'GET' | 'POST', path: string, payload?: unknown) => {
    const url = `/scim/v2${path}`;
    const answer = await emulator.inject({ method, url, headers, ...(payload ? { payload: payload as object } : {}) });
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode}`);
    return answer;
  };
  let hired = 0;
  const hire = async (): Promise<string> => {
    hired += 1;
    const name = { givenName: 'Kim', familyName: 'Lee' };
    return (await send('POST', '/Users', { userName: `p${hired}@example.com`, name })).json().id;
  };
  return { emulator, send, hire };
};

test('10,000 requests leave nothing on the heap, though the journal keeps them', async (t) => {
  const { emulator, send, hire } = await startDirectory(t);
  const id = await hire();
  const serve = async (count: number): Promise<void> => {
    for (let request = 0; request < count; request += 1) {
      await send('GET', `/Users/${id}`);
      // What an injected request leaves for the next turn of the loop goes then.
      if (request % 100 === 99) await new Promise(setImmediate);
    }
  };
  await serve(2000);
  collect();
  const before = process.memoryUsage().heapUsed;
  await serve(10_000);
  collect();
  const kept = (process.memoryUsage().heapUsed - before) / 10_000;
  t.equal(await emulator.world.journal.count(), 12_001);
  // An entry kept as objects has more than 1,500; compiled code and caches are in this figure too.
  t.ok(kept < 400, `${kept.toFixed(1)} bytes a request are kept on the heap`);
});

test('a request allocates a bounded number of bytes', async (t) => {
  const { send, hire } = await startDirectory(t);
  const ids: string[] = [];
  for (let user = 0; user < 200; user += 1) ids.push(await hire());
  const filter = encodeURIComponent('userName eq "p7@example.com"');
  for (const [what, limit, request] of [
    ['GET a user', 4_000, () => send('GET', `/Users/${ids[7]}`)],
    ['filter', 6_000, () => send('GET', `/Users?filter=${filter}`)],
    // A user has 300 characters.
    ['page of 100', 90_000, () => send('GET', '/Users?count=100')],
    ['POST', 12_000, hire],
  ] as const) {
    for (let warm = 0; warm < 300; warm += 1) await request();
    const bytes = await allocatedBy(async () => {
      for (let count = 0; count < 1_000; count += 1) await request();
    });
    t.comment(`${what}: ${Math.round(bytes / 1_000)} bytes a request`);
    t.ok(bytes > 0, `${what} is sampled`);
    t.ok(bytes / 1_000 < limit, `${what} allocates ${Math.round(bytes / 1_000)} bytes a request`);
  }
});

test('serving decodes nothing of the journal; asking does', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  for (let round = 0; round < 50; round += 1) {
    await app.get(`/Users/${id}`);
    await app.get('/Users?count=100');
    await app.filter('/Users', 'userName eq "a@example.com"');
    await app.patch(`/Users/${id}`, [{ op: 'replace', value: { active: round % 2 === 1 } }]);
    await app.get('/Users/nobody');
  }
  const { journal } = app.world;
  t.equal(journal.length, 251);
  t.equal(journal.decoded, 0);
  t.equal(journal.entriesAfter(200).length, 51);
  t.equal(journal.decoded, 51, 'only what was asked for');
});

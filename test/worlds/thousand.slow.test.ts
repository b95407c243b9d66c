import { test } from 'tap';
import { startServer } from '../control/server.ts';

test('a thousand worlds live side by side', async (t) => {
  const server = await startServer(t, { realTime: Date.now });
  const { control, scim } = server;
  const make = async (first: number, last: number): Promise<void> => {
    for (let number = first; number <= last; number += 1) {
      const { status } = await control('POST', '/worlds', { id: `world-${number}`, key: `key-${number}` });
      if (status !== 201) t.fail(`world ${number}: ${status}`);
    }
  };
  await make(1, 100);
  const before = process.memoryUsage().rss;
  const began = performance.now();
  await make(101, 1000);
  const [bytes, time] = [process.memoryUsage().rss - before, performance.now() - began];
  t.comment(`${Math.round(bytes / 900 / 1000)} kB and ${(time / 900).toFixed(1)} ms a world`);
  t.ok(bytes / 900 < 150_000, `${bytes}`);
  for (let number = 1; number <= 1000; number += 1) {
    const { status } = await scim(`key-${number}`).hire('same@example.com');
    if (status !== 201) t.fail(`world ${number}: ${status}`);
  }
  const [one, other] = [await scim('key-1').get('/Users'), await scim('key-1000').get('/Users')];
  t.equal(one.body.totalResults, 1);
  t.equal(other.body.totalResults, 1);
  t.equal((await control('GET', '/worlds')).body.length, 1001);
  for (let number = 1; number <= 1000; number += 1) await control('DELETE', `/worlds/world-${number}`);
  t.equal(server.worlds.all.length, 1);
  t.equal((await scim('key-1').get('/Users')).status, 401);
});

import { test } from 'tap';
import { startServer } from '../control/server.ts';

test('an address in another team of another world is no conflict [other-team]', async (t) => {
  const { control, scim } = await startServer(t);
  const teams = (name: string) => [
    { keys: [{ key: `${name}-one` }], profile: '2026-08' },
    { keys: [{ key: `${name}-two` }], members: [{ email: `${name}@example.com`, state: 'active' }] },
  ];
  for (const name of ['first', 'second']) {
    const document = {
      version: 1,
      accounts: ['first', 'second']
        .filter((other) => other !== name)
        .map((other) => ({ email: `${other}@example.com` })),
      teams: teams(name),
    };
    t.equal((await control('POST', '/worlds', { id: name, document })).status, 201);
  }
  t.equal((await scim('first-one').hire('second@example.com')).status, 201, 'the other world does not count');
  t.equal((await scim('second-one').hire('first@example.com')).status, 201);
  t.equal((await scim('first-one').hire('first@example.com')).status, 409, 'the own one does');
});

test('a world keeps a thousand snapshots, and replaces one of them still', async (t) => {
  const { control } = await startServer(t);
  await control('POST', '/worlds', { id: 'w' });
  for (let number = 0; number < 1000; number += 1) {
    const { status } = await control('PUT', `/worlds/w/snapshots/s${number}`);
    if (status !== 200) t.fail(`snapshot ${number}: ${status}`);
  }
  t.equal((await control('PUT', '/worlds/w/snapshots/more')).status, 409);
  t.equal((await control('PUT', '/worlds/w/snapshots/s7')).status, 200);
  t.equal((await control('DELETE', '/worlds/w/snapshots/s7')).status, 204);
  t.equal((await control('PUT', '/worlds/w/snapshots/more')).status, 200);
});

import { test } from 'tap';
import { startServer, world } from './server.ts';

const team = `${world}/teams/team-1`;

/** States that an accepted call leads to, at the edge of what a document can hold. */
const edges: Record<string, (server: Awaited<ReturnType<typeof startServer>>) => Promise<void>> = {
  'long names': async ({ scim }) => {
    const text = 'n'.repeat(1024);
    const name = { givenName: text, familyName: text };
    await scim().post('/Users', { userName: 'long@example.com', name, externalId: text });
    await scim().post('/Groups', { displayName: text, externalId: text });
  },
  'the end of time': async ({ control, advance }) => {
    await control('PUT', `${world}/clock`, { now: '9999-12-31T23:59:59.900Z', frozen: false });
    advance(3600);
  },
  'a grace period beyond the end of time': async ({ control }) => {
    await control('PUT', `${world}/clock`, { now: '9999-12-31T23:00:00Z' });
    await control('POST', `${team}/keys/key-1/regenerate`, { graceSeconds: 31_536_000 });
  },
  'the last id': async ({ control, scim }) => {
    const document = { version: 1, idSeed: 'edge', idCounter: 2 ** 47, teams: [{}] };
    await control('PUT', `${world}/document`, document);
    await scim().hire('last@example.com');
  },
  'the first year': async ({ control, scim }) => {
    await control('PUT', `${world}/clock`, { now: '0000-01-01T00:00:00Z', frozen: true });
    await scim().hire('first@example.com');
  },
};

for (const [name, reach] of Object.entries(edges)) {
  test(`exports a world that can be imported: ${name}`, async (t) => {
    const server = await startServer(t);
    const { control } = server;
    await reach(server);
    const exported = await control('GET', `${world}/document`);
    const imported = await control('PUT', `${world}/document`, exported.body);
    t.equal(imported.status, 200, imported.text.slice(0, 300));
    const again = await control('GET', `${world}/document`);
    t.same(again.body.teams, exported.body.teams);
    t.equal((await server.scim().hire('after@example.com')).status < 500, true, 'and it still works');
  });
}

test('passes over ids that a document gives, of the same seed and without a counter', async (t) => {
  const { control, scim } = await startServer(t);
  await scim().hire('one@example.com');
  await scim().hire('two@example.com');
  await scim().post('/Groups', { displayName: 'Group' });
  const { idCounter: _, ...tidied } = (await control('GET', `${world}/document`)).body;
  t.equal((await control('PUT', `${world}/document`, tidied)).status, 200);
  for (const name of ['three', 'four', 'five', 'six']) t.equal((await scim().hire(`${name}@example.com`)).status, 201);
  const [first] = tidied.teams[0].members;
  for (const members of [
    [{ email: 'x@example.com', id: first.id }, { email: 'y@example.com' }],
    [{ email: 'y@example.com' }, { email: 'x@example.com', id: first.id }],
  ]) {
    const document = { version: 1, idSeed: tidied.idSeed, teams: [{ members }] };
    t.equal((await control('PUT', `${world}/document`, document)).status, 200);
    const loaded = (await control('GET', `${world}/document`)).body.teams[0].members as { id: string }[];
    t.equal(new Set(loaded.map(({ id }) => id)).size, 2);
  }
});

test('loads a document in work that grows with its length: keys, teams, groups and their names', async (t) => {
  const { control } = await startServer(t);
  const list = <T>(count: number, each: (number: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n));
  const dimensions: Record<string, (count: number) => object> = {
    keys: (count) => ({ teams: [{ keys: list(count, (n) => ({ key: `k-${n}` })) }] }),
    'keys after given ids': (count) => ({
      teams: [
        {
          keys: [
            ...list(count / 2, (n) => ({ key: `g-${n}`, id: `key-${n + count / 2}` })),
            ...list(count / 2, (n) => ({ key: `k-${n}` })),
          ],
        },
      ],
    }),
    teams: (count) => ({ teams: list(count, () => ({ keys: [] })) }),
    'teams after given ids': (count) => ({
      teams: [
        ...list(count / 2, (n) => ({ id: `team-${n + count / 2 + 1}`, keys: [] })),
        ...list(count / 2, () => ({ keys: [] })),
      ],
    }),
    groups: (count) => ({ teams: [{ groups: list(count, (n) => ({ displayName: `g-${n}` })) }] }),
    members: (count) => ({ teams: [{ members: list(count, (n) => ({ email: `m-${n}@example.com` })) }] }),
  };
  const time = async (document: object): Promise<number> => {
    const began = process.cpuUsage();
    const answer = await control('PUT', `${world}/document`, { version: 1, ...document });
    t.equal(answer.status, 200, answer.text.slice(0, 200));
    return process.cpuUsage(began).user / 1000;
  };
  for (const [name, of] of Object.entries(dimensions)) {
    await time(of(500));
    const [small, large] = [await time(of(1000)), await time(of(4000))];
    t.ok(large < Math.max(8 * small, 400), `${name}: ${small} ms for 1,000, ${large} ms for 4,000`);
  }
});

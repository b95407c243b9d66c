import { startEmulator } from 'postman-scim-emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureUser } from '../connector.mjs';

const taylor = { email: 'taylor@example.com', givenName: 'Taylor', familyName: 'Lee' };

let emulator: Awaited<ReturnType<typeof startEmulator>>;

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test.concurrent('a person who left comes back as they were', async () => {
  await using world = await emulator.worlds.create();
  const { id } = await ensureUser(world, taylor);
  await world.team.members.remove(taylor.email);
  expect(await ensureUser(world, taylor)).toMatchObject({ id, active: false });
});

test.concurrent('the connector survives a proxy that is down for a moment', async () => {
  await using world = await emulator.worlds.create();
  await world.faults.add({
    operations: ['GET /Users'],
    times: 1,
    effect: { kind: 'proxy-page', status: 503 },
  });
  await expect(ensureUser(world, taylor)).rejects.toThrow();
  await expect(ensureUser(world, taylor)).resolves.toMatchObject({ active: true });
});

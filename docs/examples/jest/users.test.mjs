import { startEmulator } from 'postman-scim-emulator';
import { ensureUser } from '../connector.mjs';

const taylor = { email: 'taylor@example.com', givenName: 'Taylor', familyName: 'Lee' };

let emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
// The world that is always there, as it was at the start.
beforeEach(() => emulator.world.reset());

test('a person is created once, however often asked for', async () => {
  await ensureUser(emulator, taylor);
  await ensureUser(emulator, taylor);
  const { entries } = await emulator.world.journal.list({ operation: 'createScimUser' });
  expect(entries).toHaveLength(1);
  expect(entries[0].changes).toEqual([expect.objectContaining({ resource: 'User', change: 'created' })]);
});

test('a key that was revoked is told from one that works', async () => {
  await emulator.world.team.keys.revoke('key-1');
  await expect(ensureUser(emulator, taylor)).rejects.toThrow('401');
});

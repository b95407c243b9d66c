import { startEmulator } from 'postman-scim-emulator';
import { test } from 'tap';
import { ensureUser } from '../connector.mjs';

const taylor = { email: 'taylor@example.com', givenName: 'Taylor', familyName: 'Lee' };

test('time stands still while the limit is used up', async (t) => {
  const emulator = await startEmulator({ rateLimit: 'postman' });
  t.teardown(() => emulator.close());
  const { world } = emulator;
  await world.clock.freeze('2030-01-01T12:00:00Z');
  for (let number = 1; number <= 180; number += 1) {
    await ensureUser(emulator, { ...taylor, email: `user-${number}@example.com` });
  }
  await t.rejects(ensureUser(emulator, taylor), /429/);
  await world.clock.advance(60);
  t.equal((await ensureUser(emulator, taylor)).meta.created, '2030-01-01T12:01:00.000Z');
});

test('the directory ends as it should, and nothing that Postman would mind was sent', async (t) => {
  const emulator = await startEmulator();
  t.teardown(() => emulator.close());
  await ensureUser(emulator, taylor);
  await ensureUser(emulator, taylor);
  await emulator.world.assertGoal({ exact: true, users: [{ userName: taylor.email, familyName: 'Lee' }] });
  await emulator.world.assertNoFindings();
});

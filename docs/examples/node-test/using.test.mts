import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from 'postman-scim-emulator';

// TypeScript compiles `await using` for every Node; Node 24 and newer run it as it is.
test('the emulator ends with the test, whichever way that ends', async () => {
  await using emulator = await startEmulator();
  await using world = await emulator.worlds.create();
  const answer = await fetch(`${world.baseUrl}/Users`, { headers: { authorization: `Bearer ${world.key}` } });
  assert.equal(answer.status, 200);
});

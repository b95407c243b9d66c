import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startEmulator } from 'postman-scim-emulator';
import { ensureUser } from '../connector.mjs';

const taylor = { email: 'taylor@example.com', givenName: 'Taylor', familyName: 'Lee' };

let emulator;
let world;

before(async () => {
  emulator = await startEmulator();
});
after(() => emulator.close());

// A world of its own for every test: they can use the same addresses, and run side by side.
beforeEach(async () => {
  world = await emulator.worlds.create({ verifiedDomains: ['example.com'] });
});

test('a person who is new joins the team', async () => {
  const user = await ensureUser(world, taylor);
  assert.equal(user.active, true);
  assert.equal((await world.team.members.get(taylor.email)).role, 'developer');
});

test('a POST that failed after its work was done is not repeated', async () => {
  await world.faults.add({
    operations: ['createScimUser'],
    times: 1,
    when: 'after',
    effect: { kind: 'error', status: 500 },
  });
  const user = await ensureUser(world, taylor);
  assert.equal(user.userName, taylor.email);
  assert.equal(await world.journal.count({ operation: 'createScimUser' }), 1);
});

test('an account in another domain is invited, and inactive until it accepts', async () => {
  await world.accounts.create({ email: 'sam@elsewhere.example' });
  const user = await ensureUser(world, { ...taylor, email: 'sam@elsewhere.example' });
  assert.equal(user.active, false);
  await world.team.invites.accept('sam@elsewhere.example');
  assert.equal((await ensureUser(world, { ...taylor, email: 'sam@elsewhere.example' })).active, true);
});

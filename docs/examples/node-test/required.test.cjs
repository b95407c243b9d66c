const assert = require('node:assert/strict');
const { test } = require('node:test');
const { startEmulator } = require('postman-scim-emulator');

test('from CommonJS, and without await using: try and finally', async () => {
  const emulator = await startEmulator();
  try {
    const answer = await fetch(`${emulator.baseUrl}/Users`, { headers: { authorization: `Bearer ${emulator.key}` } });
    assert.equal(answer.status, 200);
  } finally {
    await emulator.close();
  }
});

test('or without a socket', async () => {
  const emulator = await startEmulator({ socket: false });
  try {
    const answer = await emulator.inject({ url: '/scim/v2/Users', headers: { authorization: emulator.key } });
    assert.equal(answer.statusCode, 200);
  } finally {
    await emulator.close();
  }
});

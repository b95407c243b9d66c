const { startEmulator } = require('postman-scim-emulator');

startEmulator().then(async (emulator) => {
  const answer = await fetch(`${emulator.baseUrl}/Users`, { headers: { authorization: emulator.key } });
  console.log(answer.status);
  await emulator.close();
});

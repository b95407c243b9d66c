import { startEmulator } from 'postman-scim-emulator';

const emulator = await startEmulator({ profile: '2025', verifiedDomains: ['example.com'], idSeed: 'typed' });
const url: string = emulator.baseUrl;
const answer = await emulator.inject({
  method: 'GET',
  url: '/scim/v2/Users',
  headers: { authorization: emulator.key },
});
const status: number = answer.statusCode;
console.log(url, status);
await emulator.close();

// @ts-expect-error a profile that does not exist
await startEmulator({ profile: '1999' });

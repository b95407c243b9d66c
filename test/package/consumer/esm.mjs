import { startEmulator } from 'postman-scim-emulator';

const emulator = await startEmulator();
const answer = await fetch(`${emulator.baseUrl}/Users`, { headers: { authorization: emulator.key } });
console.log(answer.status);
await emulator.close();

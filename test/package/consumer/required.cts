import emulation = require('postman-scim-emulator');

const started: Promise<{ url: string; close(): Promise<void> }> = emulation.startEmulator({ port: 0 });
started.then((emulator) => emulator.close());

#!/usr/bin/env node
// The command, in a clone as in the published package. Plain CommonJS: every Node can read it and print one line.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const [major, minor] = process.versions.node.split('.').map(Number);
const source = join(__dirname, '../src/cli/bin.ts');
const inClone = existsSync(source);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`postman-scim-emulator needs Node.js 22.18 or newer; this is ${process.version}.`);
  process.exitCode = 1;
} else {
  const program = inClone ? source : join(__dirname, '../dist/src/cli/bin.js');
  import(pathToFileURL(program)).catch((error) => {
    if (!inClone || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error(
      'postman-scim-emulator: the dependencies are not installed; `npm start` installs them and starts the server',
    );
    process.exitCode = 1;
  });
}

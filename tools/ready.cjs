// Before `npm start` and `npm test`: installs what is missing, so that a fresh clone needs no third command, and says in
// one line when Node is too old. Plain CommonJS: it must run on the very Node that it complains about.
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { delimiter, resolve } = require('node:path');

function npm(command) {
  execSync(`npm ${command} --no-audit --no-fund --loglevel=error`, { stdio: ['ignore', 'ignore', 'inherit'] });
}

if (!existsSync('node_modules/.package-lock.json')) {
  console.error('Installing the dependencies, once …');
  // No install scripts: with a lock file npm would compile better-sqlite3, which brings its binary.
  npm('ci --ignore-scripts');
}
if (!existsSync('node_modules/node/bin')) npm('rebuild node'); // the Node that the scripts run on, whatever the machine's own

// npm's scripts look there first; so that this file can be run by itself too.
const PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`;
const version = execSync('node --version', { env: { ...process.env, PATH } })
  .toString()
  .trim();
const parts = version.slice(1).split('.').map(Number);
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 18)) {
  console.error(`postman-scim-emulator needs Node.js 22.18 or newer; this is ${version}.`);
  process.exitCode = 1;
}

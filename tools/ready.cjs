// Before the scripts that need modules: installs them where they are missing or older than package-lock.json, so that a
// fresh clone needs no other command. Plain CommonJS: it must run on the very Node that it refuses.
//   node tools/ready.cjs            install where needed, check Node
//   node tools/ready.cjs prepare    the same, then build: for npm pack, and for installs from git
const { execSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { delimiter, join, resolve } = require('node:path');

process.chdir(join(__dirname, '..'));

/** Runs a command and ends with one line where it fails. */
function run(command, environment = process.env) {
  try {
    execSync(command, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  } catch {
    console.error(`postman-scim-emulator: "${command}" failed; its own message is above`);
    process.exit(1);
  }
}

const npm = (command) => run(`npm ${command} --no-audit --no-fund --loglevel=error`);

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** True where a package of the lock file is missing from node_modules, or has another version there. */
function isOutdated() {
  if (!existsSync('node_modules/.package-lock.json')) return true;
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).some(
    ([path, { version, optional, peer, devOptional }]) =>
      path !== '' && !optional && !peer && !devOptional && installed[path]?.version !== version,
  );
}

const preparing = process.argv[2] === 'prepare';
// While npm installs this package from git it runs `prepare` itself: the modules are there, their list is not yet.
const installing = preparing && existsSync('node_modules/typescript') && existsSync('node_modules/esbuild');

if (!installing && isOutdated()) {
  console.error('Installing the dependencies ...');
  // No install scripts: with a lock file npm would compile better-sqlite3, which brings its binary.
  npm('ci --ignore-scripts');
}
// The Node that the scripts run on, whatever the machine's own.
if (!existsSync('node_modules/node/bin') && !installing) npm('rebuild node');

// npm's scripts look there first; so that this file can be run by itself too.
const environment = { ...process.env, PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}` };
const version = execSync('node --version', { env: environment }).toString().trim();
const [major, minor] = version.slice(1).split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`postman-scim-emulator needs Node.js 22.18 or newer; this is ${version}.`);
  process.exit(1);
}
if (preparing) run('npm run build', environment);

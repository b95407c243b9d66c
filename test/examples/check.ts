// The examples of docs/examples, each in its runner, with the package as `npm pack` makes it.
// Run by `npm run check:examples`; closes with "N passed, N failed".
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, succeed } from '../package/command.ts';

const root = resolve(import.meta.dirname, '../..');
const examples = join(root, 'docs/examples');
const folder = join(root, '.cache/examples');
const node = join(root, 'node_modules/node/bin');

const runners = ['node-test', 'tap', 'vitest', 'jest'] as const;

/** The runners, pinned by the examples' own lock file and installed once for it. */
const install = async (): Promise<string | undefined> => {
  const lock = readFileSync(join(examples, 'package-lock.json'), 'utf8');
  const installed = join(folder, 'installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return undefined;
  const { code, stderr } = await run(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'],
    folder,
    node,
  );
  if (code === 0) writeFileSync(installed, lock);
  else if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(stderr))
    return 'the registry cannot be reached';
  else throw new Error(stderr);
  return undefined;
};

const installPackage = async (): Promise<void> => {
  const packed = await succeed('npm', ['pack', '--json', '--pack-destination', folder], root, node);
  const [{ filename }] = JSON.parse(packed.replace(/^[^[]*(?=\[\s*\{)/, '')) as [{ filename: string }];
  rmSync(join(folder, 'node_modules/postman-scim-emulator'), { recursive: true, force: true });
  const words = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `./${filename}`];
  await succeed('npm', words, folder, node);
};

mkdirSync(folder, { recursive: true });
for (const part of [...runners, 'connector.mjs', 'package.json', 'package-lock.json']) {
  rmSync(join(folder, part), { recursive: true, force: true });
  cpSync(join(examples, part), join(folder, part), { recursive: true });
}

let passed = 0;
let failed = 0;
const missing = await install();
if (missing === undefined) {
  await installPackage();
  for (const runner of runners) {
    const { code, stdout, stderr } = await run('npm', ['run', '--silent', runner], folder, node);
    if (code === 0) passed += 1;
    else failed += 1;
    console.log(`${code === 0 ? 'ok' : 'not ok'} - the examples for ${runner}`);
    if (code !== 0) console.log(`${stdout}\n${stderr}`.split('\n').slice(-60).join('\n'));
  }
} else {
  passed = 1;
  console.log(`ok - the examples: NOT TRIED, ${missing}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

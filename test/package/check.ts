// What `npm pack` makes, installed into empty projects and used there as a stranger would, on every Node it is for.
// Run by `npm run check:package`; closes with "N passed, N failed".
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bin, run, type Server, serve, succeed } from './command.ts';
import { licencesIn, permissive } from './licences.ts';
import { nodeOfLine } from './nodes.ts';

const root = resolve(import.meta.dirname, '../..');
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'postman-scim-emulator-package-'));
let passed = 0;
let failed = 0;

async function check(says: string, holds: () => unknown): Promise<void> {
  try {
    const found = await holds();
    passed += 1;
    console.log(`ok - ${says}${typeof found === 'string' ? `: ${found}` : ''}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok - ${says}\n    ${String(error).split('\n').slice(0, 30).join('\n    ')}`);
  }
}

function expect(got: unknown, wanted: unknown): void {
  if (got !== wanted) throw new Error(`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

type Packed = { filename: string; size: number; unpackedSize: number; files: { path: string }[] };
const [packed] = JSON.parse(
  (await succeed('npm', ['pack', '--json', '--pack-destination', folder], root)).replace(/^[^[]*(?=\[\s*\{)/, ''),
) as [Packed];
const tarball = join(folder, packed.filename);
const paths = packed.files.map((file) => file.path);

await check('the package is small', () => {
  if (packed.size > 1_000_000) throw new Error(`${packed.size} bytes`);
  return `${Math.round(packed.size / 1000)} kB packed, ${Math.round(packed.unpackedSize / 1000)} kB unpacked, ${paths.length} files`;
});
await check('it holds the compiled program and nothing else', () => {
  const strange = paths.filter(
    (path) =>
      !/^(dist\/(src|schemas)\/.*\.(js|js\.map|d\.ts|css|svg)|bin\/.*\.cjs|package\.json|README\.md|LICENSE)$/.test(
        path,
      ),
  );
  expect(strange.join(' '), '');
  for (const path of [
    'README.md',
    'LICENSE',
    'bin/postman-scim-emulator.cjs',
    'dist/src/cli/bin.js',
    'dist/src/index.d.ts',
  ])
    expect(paths.includes(path), true);
});
await check('every module has its types, and a source map with its source', () => {
  for (const path of paths.filter((path) => path.endsWith('.js'))) {
    const isChunk = path.startsWith('dist/src/chunks/');
    if (!isChunk && !paths.includes(path.replace(/js$/, 'd.ts'))) throw new Error(`${path} has no types`);
    const map = JSON.parse(readFileSync(join(root, `${path}.map`), 'utf8')) as { sourcesContent?: string[] };
    // A file that only exports from others has no code of its own.
    const isEmpty = map.sourcesContent?.length === 0;
    if (!isEmpty && !map.sourcesContent?.[0]) throw new Error(`${path}.map has no source`);
  }
});
await check('the types resolve for every module system that can load the package', () =>
  // An ES module alone: `require` of one is for Node 22 and newer, which the package is for.
  succeed('npx', ['--no-install', 'attw', tarball, '--profile', 'esm-only'], root).then(() => {}),
);
await check('publint finds nothing', () =>
  succeed('npx', ['--no-install', 'publint', '--strict', tarball], root).then(() => {}),
);

const project = join(folder, 'project');
mkdirSync(project);
await succeed('npm', ['init', '--yes'], project);
await check('it installs into an empty project without install scripts', async () => {
  await succeed('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], project);
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const scripted = Object.entries<{ hasInstallScript?: boolean }>(lock.packages).filter(
    ([, entry]) => entry.hasInstallScript,
  );
  expect(scripted.map(([path]) => path).join(' '), '');
  const kilobytes = Number((await succeed('du', ['-sk', 'node_modules'], project)).split('\t')[0]);
  return `${Object.keys(lock.packages).length - 1} packages, ${Math.round(kilobytes / 1000)} MB`;
});
await check('every licence it brings is permissive', () => {
  const licences = licencesIn(join(project, 'package-lock.json'), 'postman-scim-emulator');
  const strict = licences.filter(({ licence }) => !permissive.has(licence));
  expect(strict.map(({ name, licence }) => `${name}: ${licence}`).join(', '), '');
  return [...new Set(licences.map(({ licence }) => licence))].sort().join(', ');
});
await check('no advisory is known for what it brings', async () => {
  const { stdout, stderr } = await run('npm', ['audit', '--omit=dev', '--json'], project);
  const told = JSON.parse(stdout || '{}') as { message?: string; metadata?: { vulnerabilities: { total: number } } };
  const found = told.metadata;
  if (found === undefined) return `NOT TRIED, the registry does not say (${told.message ?? stderr.split('\n')[0]})`;
  if (found.vulnerabilities.total > 0) throw new Error(stdout);
  return undefined;
});

cpSync(join(root, 'test/package/consumer'), project, { recursive: true });

for (const line of ['22', '24', '26']) {
  const node = await nodeOfLine(line);
  await check(`Node ${line}: npx runs the command`, async () => {
    expect(
      (await succeed('npx', ['--no-install', 'postman-scim-emulator', '--version'], project, node)).trim(),
      version,
    );
  });
  await check(`Node ${line}: the command serves, provisions and stops`, async () => {
    const server = await serve(project, node);
    await provision(server);
    expect(await server.stop(), 0);
  });
  for (const file of ['esm.mjs', 'required.cjs']) {
    await check(`Node ${line}: the library is imported by ${file}`, async () => {
      const { stdout, stderr } = await run('node', [file], project, node);
      expect(`${stdout}${stderr}`, '200\n');
    });
  }
}

await check('Node 20: too old, said in one line', async () => {
  const { code, stderr } = await run('node', [bin], project, await nodeOfLine('20'));
  expect(code, 1);
  if (!/^postman-scim-emulator needs Node\.js 22\.18 or newer; this is v20\.\S+\.\n$/.test(stderr))
    throw new Error(stderr);
});

await check('a strict TypeScript consumer compiles, its libraries checked too', async () => {
  const types = ['typescript', '@types/node'].map((name) => `${name}@${devDependencies[name]}`);
  await succeed('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...types], project);
  await succeed('npx', ['--no-install', 'tsc', '--project', 'tsconfig.json'], project);
});

await check('it starts fast', async () => {
  const node = await nodeOfLine('24');
  const best = { cold: Number.POSITIVE_INFINITY, warm: Number.POSITIVE_INFINITY };
  // The best of several, in turns: what else the machine does only ever adds.
  for (let turn = 0; turn < 6; turn += 1) {
    for (const [which, variables] of [
      ['cold', { NODE_DISABLE_COMPILE_CACHE: '1' }],
      ['warm', {}],
    ] as const) {
      const server = await serve(project, node, variables);
      best[which] = Math.min(best[which], Math.round(server.milliseconds));
      await server.stop();
    }
  }
  const { cold, warm } = best;
  if (warm > 3000) throw new Error(`${warm} ms`);
  return `first answer after ${warm} ms, ${cold} ms without the compile cache (best of 6, Node 24)`;
});

async function provision(server: Server): Promise<void> {
  const answer = await fetch(`${server.url}/scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: 'Bearer emulator-scim-key', 'content-type': 'application/json' },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'package.check@example.com',
      name: { givenName: 'Package', familyName: 'Check' },
    }),
  });
  expect(answer.status, 201);
}

rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

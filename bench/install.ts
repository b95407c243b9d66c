import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, competitor, node, repository } from './paths.ts';
import { plainEnvironment } from './server.ts';

/** The folders under competitors/, each a package of its own with what one contender installs. */
export const competitors = {
  prism: '@stoplight/prism-cli',
  mockoon: '@mockoon/cli',
  scimmy: 'scimmy-routers',
  'json-server': 'json-server',
} as const;

export type CompetitorId = keyof typeof competitors;

const npm = (cwd: string, ...args: string[]): string => {
  const env = plainEnvironment({ NODE_ENV: '', PATH: `${dirname(node)}:${process.env.PATH}` });
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env }).toString();
};

/** Installs what is measured beside the emulator, from the lockfiles, where it is not there yet. */
export const installCompetitors = (): void => {
  for (const id of Object.keys(competitors)) {
    const folder = competitor(id);
    const lock = readFileSync(join(folder, 'package-lock.json'));
    const stamp = join(folder, 'node_modules', '.bench-lock');
    const digest = createHash('sha256').update(lock).digest('hex');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) continue;
    npm(folder, 'ci', '--ignore-scripts');
    writeFileSync(stamp, digest);
  }
};

export const versionOf = (folder: string, name: string): string =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;

const ours = 'postman-scim-emulator';

/** Packs this repository and installs the package as its users do; gives the folder it is in. */
export const installProduct = (): string => {
  const folder = join(cache, 'product');
  mkdirSync(folder, { recursive: true });
  rmSync(join(repository, 'dist'), { recursive: true, force: true });
  npm(repository, 'run', 'build');
  const packed = npm(repository, 'pack', '--ignore-scripts', '--pack-destination', folder).trim().split('\n').at(-1);
  const file = join(folder, packed as string);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return folder;
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  copyFileSync(file, join(folder, `${ours}.tgz`));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  npm(folder, 'install', `./${ours}.tgz`);
  writeFileSync(stamp, digest);
  return folder;
};

/** The file that the installed package's command runs. */
export const programOf = (folder: string): string => {
  const home = join(folder, 'node_modules', ours);
  return join(home, JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).bin[ours]);
};

/** Bytes on disk of what an installation brought. */
export const installedSize = (folder: string): number => {
  const path = join(folder, 'node_modules');
  if (!statSync(path).isDirectory()) throw new Error(`${path} is no folder`);
  return Number(execFileSync('du', ['-s', '--block-size=1', path]).toString().split('\t')[0]);
};

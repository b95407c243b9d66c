import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run, succeed } from './command.ts';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'postman-scim-emulator');

/** The folder with a Node of this line, by the npm package `node`; fetched once and kept outside the repository. */
export async function nodeOfLine(line: string): Promise<string> {
  const home = join(cache, `node-${line}`);
  const folder = join(home, 'node_modules', 'node', 'bin');
  if (!existsSync(join(folder, 'node'))) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
    await succeed('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `node@${line}`], home);
    await succeed('npm', ['rebuild', 'node'], home);
  }
  const { stdout } = await run('node', ['--version'], home, folder);
  if (!stdout.startsWith(`v${line}.`)) throw new Error(`${folder} holds ${stdout.trim()}, not ${line}`);
  return folder;
}

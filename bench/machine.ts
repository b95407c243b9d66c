import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { competitors, versionOf } from './install.ts';
import { wrk } from './load.ts';
import { competitor, repository } from './paths.ts';
import { loadCore, serverCore } from './server.ts';

const said = (command: string, ...args: string[]): string => {
  try {
    return execFileSync(command, args, { cwd: repository, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return '';
  }
};

/** What was measured, and where. */
export const machine = (): Record<string, string> => {
  const [cpu] = cpus();
  const commit = said('git', 'rev-parse', '--short', 'HEAD');
  const changed = said('git', 'status', '--porcelain', '--untracked-files=no') !== '';
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  return {
    processor: `${cpu?.model.trim()}, ${cpus().length} cores; servers on core ${serverCore}, load on core ${loadCore}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${system}, Linux ${release()}`,
    node: process.version,
    emulator: `${JSON.parse(readFileSync(`${repository}/package.json`, 'utf8')).version} at ${commit}${changed ? ' with changes' : ''}`,
    fastify: versionOf(repository, 'fastify'),
    wrk: wrk().version,
  };
};

/** The versions of what is compared, once it is installed. */
export const competitorVersions = (): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(competitors).map(([id, name]) => [name, versionOf(competitor(id), name)])),
  'SCIMMY on': `Express ${versionOf(competitor('scimmy'), 'express')}, scimmy ${versionOf(competitor('scimmy'), 'scimmy')}`,
});

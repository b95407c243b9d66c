import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache, cached } from './paths.ts';
import { ask, type Request, toWire } from './request.ts';
import { loadCore, type Server, ticksOf } from './server.ts';

const run = promisify(execFile);

export type Round = {
  /** Requests a second. */
  rate: number;
  /** Latencies in microseconds. */
  p50: number;
  p99: number;
  /** Microseconds of processor time that the server spent on a request. */
  cost: number;
};

type Wrk = { path: string; libraries: string; version: string };

const onPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, 'wrk'))
    .find((path) => existsSync(path));

/** Debian's wrk, unpacked into the cache: needs apt, but neither root nor an installation. */
const unpacked = (): { path: string; libraries: string } => {
  const folder = join(cache, 'wrk');
  const path = join(folder, 'usr/bin/wrk');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('apt-get', ['download', 'wrk', 'libluajit-5.1-2', 'libluajit-5.1-common'], {
        cwd: folder,
        stdio: 'ignore',
      });
    } catch {
      throw new Error('the load comes from wrk, which is not here: apt-get install wrk');
    }
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
      execFileSync('dpkg-deb', ['-x', file, '.'], { cwd: folder });
    }
  }
  const libraries = readdirSync(join(folder, 'usr/lib')).map((name) => join(folder, 'usr/lib', name));
  return { path, libraries: libraries.join(':') };
};

let found: Wrk | undefined;

export const wrk = (): Wrk => {
  if (found) return found;
  const system = onPath();
  const { path, libraries } = system ? { path: system, libraries: '' } : unpacked();
  let said = '';
  try {
    said = execFileSync(path, ['-v'], { env: { ...process.env, LD_LIBRARY_PATH: libraries } }).toString();
  } catch (error) {
    said = String((error as { stdout?: Buffer }).stdout ?? '');
  }
  const version = /^wrk (\S+)/.exec(said)?.[1];
  if (!version) throw new Error(`${path} does not run: apt-get install wrk`);
  found = { path, libraries, version };
  return found;
};

let rounds = 0;

/** Three characters that no other round of this run has. */
const prefixOfRound = (): string => {
  rounds += 1;
  return rounds.toString(36).padStart(3, '0');
};

const fileOf = (requests: readonly Request[], port: number): string => {
  const wires = requests.map((request) => toWire(request, port));
  const content = wires.map((wire) => `${Buffer.byteLength(wire)}\n${wire}`).join('');
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const path = cached('load', name);
  if (!existsSync(path)) writeFileSync(path, content);
  return path;
};

export type Load = { server: Server; requests: readonly Request[]; seconds: number; connections: number };

/** Sends requests as fast as they are answered; throws where one answer is not a success. */
export const loadOnce = async ({ server, requests, seconds, connections }: Load): Promise<Round> => {
  const { path, libraries } = wrk();
  const script = join(import.meta.dirname, 'load.lua');
  const shape = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script];
  const { port } = server;
  const before = ticksOf(server);
  const { stdout } = await run(
    'taskset',
    ['-c', String(loadCore), path, ...shape, `http://127.0.0.1:${port}`, '--', fileOf(requests, port), prefixOfRound()],
    { env: { ...process.env, LD_LIBRARY_PATH: libraries } },
  );
  const result = /^RESULT (.*)$/m.exec(stdout)?.[1];
  if (!result) throw new Error(`wrk gave no result:\n${stdout}`);
  const { requests: answered, microseconds, p50, p99, failed, broken } = JSON.parse(result);
  if (failed > 0 || broken > 0) throw new Error(`${failed} of ${answered} answers were errors, ${broken} broken off`);
  if (answered === 0) throw new Error('not one answer in the time given');
  const cost = ((ticksOf(server) - before) * 10_000) / answered;
  return { rate: answered / (microseconds / 1e6), p50, p99, cost };
};

/** Sends one request to a server too slow for a load. */
export const askOnce = async (server: Server, request: Request): Promise<Round> => {
  const started = performance.now();
  const before = ticksOf(server);
  const { status } = await ask(server.port, request);
  if (status < 200 || status > 299) throw new Error(`answered ${status}`);
  const milliseconds = performance.now() - started;
  const cost = (ticksOf(server) - before) * 10_000;
  return { rate: 1000 / milliseconds, p50: milliseconds * 1000, p99: milliseconds * 1000, cost };
};

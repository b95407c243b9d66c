import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cached } from './paths.ts';
import { ask, type Request } from './request.ts';

const flush = promisify(execFile);

/** The core that servers run on; the load comes from the other. */
export const serverCore = 0;
export const loadCore = 1;

export type Server = {
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly startedIn: number;
  readonly stop: () => Promise<void>;
};

export type Command = {
  name: string;
  command: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
  /** What is asked until it is answered with success: then the server is up. */
  probe: Request;
  /** How long it may take to come up, in seconds. */
  patience?: number;
};

/** A port that nobody listens on now. */
export const freePort = async (): Promise<number> => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
};

/** The environment of a child: ours without what would change how its Node runs. */
export const plainEnvironment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: _, NODE_COMPILE_CACHE: __, ...rest } = process.env;
  const ours = Object.entries(rest).filter(([name]) => !/^(TAP_|npm_|POSTMAN_SCIM_EMULATOR_)/.test(name));
  return { ...Object.fromEntries(ours), NODE_ENV: 'production', ...more };
};

/** What must not outlive the harness, however it ends. */
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await exited;
  clearTimeout(timer);
};

const answers = async (port: number, probe: Request): Promise<boolean> => {
  try {
    const { status } = await ask(port, probe);
    return status >= 200 && status < 300;
  } catch {
    return false;
  }
};

/** Starts a server on its core and waits until it answers. */
export const startServer = async (port: number, options: Command): Promise<Server> => {
  const { name, command, cwd, env, probe, patience = 60 } = options;
  const log = cached('logs', `${name.replaceAll(/[^\w.-]+/g, '-')}.log`);
  const output = openSync(log, 'w');
  const started = performance.now();
  const child = spawn('taskset', ['-c', String(serverCore), ...command], {
    stdio: ['ignore', output, output],
    env: plainEnvironment(env),
    ...(cwd === undefined ? {} : { cwd }),
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  while (!(await answers(port, probe))) {
    const waited = performance.now() - started;
    if (child.exitCode !== null || waited > patience * 1000) {
      await stop(child);
      throw new Error(`${name} did not come up; it said:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    }
    await sleep(waited < 3000 ? 2 : 100);
  }
  const startedIn = performance.now() - started;
  return { port, pid: child.pid as number, startedIn, stop: () => stop(child) };
};

/** Resident memory of a process in bytes. */
export const residentOf = ({ pid }: Server): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
};

/** Processor time that a process has used, all its threads, in ticks of 10 ms. */
export const ticksOf = ({ pid }: Server): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
};

/**
 * Waits until a server has worked off what its load left behind, and the disk too, so that it takes nothing from the
 * next one's turn.
 */
export const becameIdle = async (server: Server): Promise<void> => {
  const deadline = performance.now() + 60_000;
  let before = ticksOf(server);
  for (let quiet = 0; quiet < 2; ) {
    if (performance.now() > deadline) throw new Error('a server went on working for a minute after its load');
    await sleep(50);
    const now = ticksOf(server);
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
  await flush('sync');
};

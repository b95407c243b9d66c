import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

/** What the test runner sets, also by wrapping spawn, must not reach the command under test: it starts from nothing. */
const fromNothing = (env: Record<string, string>): string[] => [
  '/usr/bin/env',
  '-i',
  `PATH=${process.env.PATH}`,
  ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
];

export type Command = {
  readonly url: string;
  readonly child: ChildProcess;
  /** Both streams, as they came. */
  output(): string;
  errors(): string;
  /** Sends the signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

export type CommandEnd = { readonly code: number | null; readonly output: string; readonly errors: string };

type Options = { readonly uid?: number; readonly env?: Record<string, string>; readonly limit?: string };

const launch = (args: readonly string[], { uid, env = {}, limit }: Options) => {
  const command = [...fromNothing(env), process.execPath, cli, ...args];
  const [file = '', ...rest] = limit === undefined ? command : ['bash', '-c', `${limit}; exec "$0" "$@"`, ...command];
  const child = spawn(file, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const streams = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    streams.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    streams.err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  return { child, streams, ended };
};

/** Where the command says that it listens. */
const urlIn = (output: string): string | undefined => {
  for (const line of output.split('\n')) {
    if (!line.includes('"url"')) continue;
    try {
      const { url } = JSON.parse(line) as { url?: unknown };
      if (typeof url === 'string' && url.startsWith('http')) return url;
    } catch {
      // The line is not whole yet.
    }
  }
  return undefined;
};

/** Starts the real command and waits until it listens. */
export const startCommand = async (args: readonly string[], options: Options = {}): Promise<Command> => {
  const { child, streams, ended } = launch(['--port', '0', ...args], options);
  const deadline = Date.now() + 20_000;
  let url: string | undefined;
  while (url === undefined) {
    url = urlIn(streams.out);
    if (url !== undefined) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the command did not listen:\n${streams.out}\n${streams.err}`);
    }
    await new Promise((done) => setTimeout(done, 10));
  }
  const end: Command['end'] = (signal = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { url, child, output: () => streams.out + streams.err, errors: () => streams.err, end };
};

/** Runs the command to its end; one that listens instead is stopped after a while, with a null code. */
export const runCommand = async (args: readonly string[], options: Options = {}): Promise<CommandEnd> => {
  const { child, streams, ended } = launch(['--port', '0', ...args], options);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const { code } = await ended;
  clearTimeout(timer);
  return { code, output: streams.out, errors: streams.err };
};

/** Kilobytes of memory that the process has in use. */
export const residentMemory = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

export const openDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

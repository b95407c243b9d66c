import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Environment } from './arguments.ts';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** The terminal itself sends these to the command. */
const sentByTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** A command that could not be started, as shells number it. */
const exitCodes: Readonly<Record<string, number>> = { ENOENT: 127, EACCES: 126 };

export type ChildEnd = {
  /** The exit code as a shell gives it: 128 and the signal's number where a signal ended the command. */
  readonly code: number;
  /** The reason why the command did not start. */
  readonly problem?: string;
};

/** Runs a command with these streams, passes signals on to it, and resolves when it ends. */
export const runChild = (argv: readonly string[], environment: Environment): Promise<ChildEnd> => {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { stdio: 'inherit', env: { ...environment } });
  const listeners = forwarded.map((signal) => {
    const listener = (): void => {
      if (!(process.stdin.isTTY && sentByTerminal.includes(signal))) child.kill(signal);
    };
    process.on(signal, listener);
    return () => void process.off(signal, listener);
  });
  return new Promise<ChildEnd>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ code: exitCodes[error.code ?? ''] ?? 126, problem: `${file}: ${error.code ?? error.message}` });
    });
    child.once('close', (code, signal) => {
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) });
    });
  }).finally(() => {
    for (const end of listeners) end();
  });
};

import type { Options } from '../option.ts';
import { version } from '../version.ts';
import type { Arguments, CommandSyntax, Environment } from './arguments.ts';
import { asksFor, readArguments } from './arguments.ts';
import { helpOf } from './help.ts';

/** The part of a writable stream that commands use. */
export type Output = {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  on?(event: 'error', listener: (error: Error) => void): unknown;
};

/** The streams and the environment of a command. */
export type Io = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly environment: Environment;
};

/** Runs a command and resolves to its exit code. */
export type Run = (argv: readonly string[], io: Io) => Promise<number>;

/** A command with the one reader of arguments, the one help, and `--help` and `--version`. */
export const defineCommand = <const Table extends Options>(
  syntax: CommandSyntax<Table>,
  run: (args: Arguments<Table>, io: Io) => Promise<number>,
): Run => {
  return async (argv, io) => {
    const asked = asksFor(argv);
    if (asked !== undefined) {
      io.stdout.write(asked === 'help' ? helpOf(syntax) : `${version}\n`);
      return 0;
    }
    return run(readArguments(syntax, argv, io.environment), io);
  };
};

import { EmulatorError, SettingsError } from '../errors.ts';
import { shown } from '../option.ts';
import type { Io, Run } from './command.ts';
import { type CommandName, commands } from './commands.ts';

/** Each command is loaded only when it is called. */
const loaders: Record<CommandName, () => Promise<Run>> = {
  serve: async () => (await import('./serve.ts')).serve,
  exec: async () => (await import('./exec.ts')).exec,
  env: async () => (await import('./env.ts')).env,
  wait: async () => (await import('./wait.ts')).wait,
  report: async () => (await import('./report.ts')).report,
  explain: async () => (await import('./explain.ts')).explain,
  verify: async () => (await import('./verify.ts')).verify,
  play: async () => (await import('./play.ts')).play,
};

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** The command that the arguments name, with the arguments that are left for it. A flag comes without a command: serve. */
const commandOf = (argv: readonly string[]): readonly [name: CommandName, rest: readonly string[]] => {
  const [name, ...rest] = argv;
  if (name === undefined || name.startsWith('-')) return ['serve', argv];
  if (name === 'help') {
    const [topic = 'serve'] = rest;
    if (isCommand(topic)) return [topic, ['--help']];
    throw new SettingsError(`help: expected one of ${Object.keys(commands).join(', ')}, got ${shown(topic)}`);
  }
  if (isCommand(name)) return [name, rest];
  throw new SettingsError(`command: expected one of ${Object.keys(commands).join(', ')}, help, got ${shown(name)}`);
};

/**
 * Runs the program.
 * @returns the exit code: 0, 1, or 2 for a usage error. See the help of each command.
 */
export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  let label = 'postman-scim-emulator';
  try {
    const [name, rest] = commandOf(argv);
    if (name !== 'serve') label = `${label} ${name}`;
    const run = await loaders[name]();
    return await run(rest, io);
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    io.stderr.write(`${label}: ${error.message}\n`);
    return error.exitCode;
  }
};

/** Runs the program on this process: its arguments, streams, environment and exit code. */
export const runProgram = async (): Promise<void> => {
  let broken: NodeJS.ErrnoException | undefined;
  // A reader such as head has read enough: the command finishes its work all the same.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') broken = error;
  });
  const { stdout, stderr, stdin, env: environment } = process;
  const code = await main(process.argv.slice(2), { stdout, stderr, stdin, environment });
  process.exitCode = code;
  process.once('exit', () => {
    if (broken === undefined) return;
    process.exitCode = 2;
    stderr.write(`postman-scim-emulator: standard output cannot be written: ${broken.code}\n`);
  });
};

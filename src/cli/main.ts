import { readConfiguration, SettingsError } from '../config.ts';
import { help } from '../flags.ts';
import { version } from '../version.ts';

/** Takes the arguments after its name, and gives the exit code. Each is loaded only when it is called for. */
type Command = (argv: readonly string[], environment: NodeJS.ProcessEnv) => Promise<number>;

const commands: Record<string, () => Promise<Command>> = {
  wait: async () => (await import('./wait.ts')).wait,
  report: async () => {
    const { runReport } = await import('./report.ts');
    return (argv, env) => runReport(argv, { stdout: process.stdout, stderr: process.stderr, env });
  },
  verify: async () => {
    const { runVerify } = await import('./verify.ts');
    return (argv, env) =>
      runVerify(argv, { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, env });
  },
};

const main = async (argv: readonly string[]): Promise<void> => {
  const [name = '', ...rest] = argv;
  if (Object.hasOwn(commands, name)) {
    const command = await commands[name]?.();
    process.exitCode = await command?.(rest, process.env);
    return;
  }
  const settings = readConfiguration(name === 'serve' ? rest : argv, process.env);
  if (settings === 'help') process.stdout.write(help());
  else if (settings === 'version') process.stdout.write(`${version}\n`);
  else await (await import('./serve.ts')).serve(settings);
};

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`postman-scim-emulator: ${error.message}\n`);
  process.exit(1);
});

import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.ts';

type Options = {
  readonly environment?: Readonly<Record<string, string>>;
  /** A line that the user types; without it standard input is not a terminal. */
  readonly typed?: string | undefined;
};

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs the program in this process, with an environment that is empty unless told otherwise. */
export const run = async (argv: readonly string[], { environment = {}, typed }: Options = {}): Promise<Ended> => {
  const texts = { stdout: '', stderr: '' };
  const output = (name: keyof typeof texts) =>
    new PassThrough({ encoding: 'utf8' }).on('data', (text: string) => {
      texts[name] += text;
    });
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  if (typed !== undefined) stdin.write(`${typed}\n`);
  const io = { stdout: output('stdout'), stderr: output('stderr'), stdin, environment };
  const code = await main(argv, io);
  await new Promise((resolve) => setImmediate(resolve));
  return { code, ...texts };
};

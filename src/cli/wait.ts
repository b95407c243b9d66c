import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SettingsError } from '../config.ts';
import { defaultUrl, get, troubleOf } from './emulator-client.ts';

const help = `Waits until an emulator is ready: exit 0 when it is, 1 when it is not in time.

Usage
  postman-scim-emulator wait [flags]

Flags
  --url URL          where it is (default: on this machine, at the port and with or without TLS as the
                     environment variables of the server say)
  --timeout SECONDS  how long to wait (default 30)
`;

/** The command `wait`. Loads nothing of the server: an image's health check runs it every few seconds. */
export const wait = async (argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> => {
  const flags = readFlags(argv);
  if (flags.help) {
    process.stdout.write(help);
    return 0;
  }
  const url = flags.url ?? defaultUrl(environment);
  const until = Date.now() + flags.seconds * 1000;
  let found = await ask(url, until);
  while (found !== 'ready' && Date.now() < until) {
    await sleep(Math.min(100, until - Date.now()));
    found = await ask(url, until);
  }
  if (found === 'ready') return 0;
  process.stderr.write(`postman-scim-emulator: ${url} is not ready after ${flags.seconds} s: ${found}\n`);
  return 1;
};

const readFlags = (argv: readonly string[]): { url: string | undefined; seconds: number; help: boolean } => {
  const options = { url: { type: 'string' }, timeout: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { url, timeout = '30', help = false } = parsed(() => parseArgs({ args: [...argv], options }).values);
  const seconds = /^\d{1,6}(\.\d+)?$/.test(timeout) ? Number(timeout) : Number.NaN;
  if (Number.isNaN(seconds)) throw new SettingsError(`--timeout takes seconds, not "${timeout}"`);
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new SettingsError(`--url takes an address such as http://127.0.0.1:7246, not "${url}"`);
  }
  return { url, seconds, help };
};

const parsed = <Values>(parse: () => Values): Values => {
  try {
    return parse();
  } catch (error) {
    const [message] = (error as Error).message.split(/\. To specify|\n/);
    throw new SettingsError(`${message?.replace(/\.$/, '')} (see wait --help)`);
  }
};

/** One look. */
const ask = async (url: string, until: number): Promise<'ready' | (string & {})> => {
  try {
    const { status } = await get(new URL('/_emulator/health', url), Math.max(100, until - Date.now()));
    return status === 200 ? 'ready' : `it answers ${status}`;
  } catch (error) {
    return troubleOf(error);
  }
};

import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Io } from './report/command.ts';
import { defaultUrl, type Environment, get, toOrigin, troubleOf } from './report/emulator-client.ts';

export const waitHelp = `Usage: postman-scim-emulator wait [options]

Waits until an emulator is ready. Exit code 0: it is. 1: it was not in time. 2: a flag is wrong.

  --url URL          the emulator (default: from POSTMAN_SCIM_EMULATOR_HOST and _PORT)
  --timeout SECONDS  how long to wait at most; 0 asks once (default: 30)
  --help             this text
`;

/** Between two tries: milliseconds. */
const interval = 100;

/** No single try takes longer: milliseconds. */
const patience = 5_000;

const readArguments = (argv: readonly string[], env: Environment) => {
  const { values } = parseArgs({
    args: [...argv],
    allowPositionals: false,
    options: {
      url: { type: 'string', default: defaultUrl(env) },
      timeout: { type: 'string', default: '30' },
      help: { type: 'boolean', default: false },
    },
  });
  const origin = toOrigin(values.url);
  if (origin === undefined) throw new Error(`--url is no http address: ${values.url}`);
  if (!/^\d+(\.\d+)?$/.test(values.timeout)) throw new Error(`--timeout is a number of seconds, not ${values.timeout}`);
  return { help: values.help, origin, milliseconds: Number(values.timeout) * 1000 };
};

/** Nothing where the emulator is ready, else what is amiss. */
const troubleAt = async (health: URL, milliseconds: number): Promise<string | undefined> => {
  try {
    const { status, body } = await get(health, milliseconds);
    if (status !== 200) return `${health.href} answered ${status}`;
    return (JSON.parse(body) as { status?: unknown }).status === 'ok' ? undefined : 'it is not ready';
  } catch (error) {
    return troubleOf(error);
  }
};

/** `wait`: until the emulator’s health is good, or the time is up. Loads nothing but Node’s own modules. */
export const runWait = async (argv: readonly string[], { stdout, stderr, env = {} }: Io): Promise<0 | 1 | 2> => {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments(argv, env);
  } catch (error) {
    stderr.write(`postman-scim-emulator wait: ${(error as Error).message}\n`);
    return 2;
  }
  if (options.help) {
    stdout.write(waitHelp);
    return 0;
  }
  const health = new URL('/_emulator/health', options.origin);
  const end = performance.now() + options.milliseconds;
  for (;;) {
    const left = end - performance.now();
    const trouble = await troubleAt(
      health,
      options.milliseconds === 0 ? patience : Math.min(patience, Math.max(left, 1)),
    );
    if (trouble === undefined) return 0;
    if (performance.now() + interval >= end) {
      stderr.write(`postman-scim-emulator wait: ${options.origin.origin} is not ready: ${trouble}\n`);
      return 1;
    }
    await pause(interval);
  }
};

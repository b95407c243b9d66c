import { setTimeout as sleep } from 'node:timers/promises';
import { seconds } from '../option.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { connection, originOf } from './connection.ts';
import { get, troubleOf } from './emulator-client.ts';

const options = {
  url: connection.url,
  timeout: { kind: seconds, default: 30, value: 'SECONDS', description: 'how long to wait' },
} as const;

/** One look. */
const ask = async (origin: URL, until: number): Promise<'ready' | (string & {})> => {
  try {
    const { status } = await get(new URL('/_emulator/health', origin), Math.max(100, until - Date.now()));
    return status === 200 ? 'ready' : `it answers ${status}`;
  } catch (error) {
    return troubleOf(error);
  }
};

/** `wait`: loads nothing of the server, because the health check of an image runs it every few seconds. */
export const wait = defineCommand(
  {
    name: 'wait',
    summary: commands.wait,
    options,
    notes: 'Exit code: 0 the server is ready, 1 it is not ready in time, 2 a usage error.',
  },
  async ({ values: { url, timeout } }, { stderr, environment }) => {
    const origin = originOf(url, environment);
    const until = Date.now() + timeout * 1000;
    let found = await ask(origin, until);
    while (found !== 'ready' && Date.now() < until) {
      await sleep(Math.min(100, until - Date.now()));
      found = await ask(origin, until);
    }
    if (found === 'ready') return 0;
    stderr.write(`postman-scim-emulator wait: ${origin.origin} is not ready after ${timeout} s: ${found}\n`);
    return 1;
  },
);

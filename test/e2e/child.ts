import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { createClient, key } from '../helpers.ts';

export const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

/** The environment without what the test runner puts there. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name !== 'NODE_OPTIONS' && !/^(TAP|_TAPJS|POSTMAN_SCIM)/.test(name)),
);

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export const run = (args: readonly string[], variables: Record<string, string> = {}): Ended => {
  const options = { encoding: 'utf8', timeout: 20_000, env: { ...environment, ...variables } } as const;
  const { status: code, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], options);
  return { code, stdout, stderr };
};

/** The server as a child process; ends with the test. */
export const start = async (t: Test, args: readonly string[] = [], variables: Record<string, string> = {}) => {
  const env = { ...environment, ...variables };
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [bin, '--port', '0', ...args], { env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += data;
  });
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...output })));
  t.teardown(() => {
    child.kill('SIGKILL');
    return ended;
  });
  const lines = () =>
    output.stdout
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  for (let waited = 0; !output.stdout.includes('"url"'); waited += 20) {
    if (waited > 20_000 || child.exitCode !== null) throw new Error(`no url: ${output.stdout}${output.stderr}`);
    await sleep(20);
  }
  const url: string = lines().find((line) => line.url).url;
  const client = createClient(`${url}/scim/v2`, { authorization: `Bearer ${key}`, 'content-type': 'application/json' });
  return { child, url, output, lines, ended, client };
};

export const user = (userName: string) => ({ userName, name: { givenName: 'Taylor', familyName: 'Lee' } });

/** One clear line on stderr, exit code 2 for a usage error, no stack, nothing on stdout. */
export const refuses = (t: Test, ended: Ended, message: RegExp, code = 2): void => {
  t.equal(ended.code, code, String(message));
  t.match(ended.stderr, message);
  t.match(ended.stderr, /^postman-scim-emulator: [^\n]+\n$/, 'one line');
  t.notMatch(ended.stderr, / {2,}at /);
  t.equal(ended.stdout, '');
};

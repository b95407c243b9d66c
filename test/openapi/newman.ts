import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Test } from 'tap';
import { environmentFile } from '../../tools/postman-collection.ts';
import { quietEnvironment } from './quiet-environment.ts';

const run = promisify(execFile);

const newman = 'docs/postman/node_modules/newman/bin/newman.js';

/** Newman has a package of its own: nobody else needs what it brings. */
export const installNewman = async (): Promise<void> => {
  if (existsSync(newman)) return;
  const words = ['ci', '--prefix', 'docs/postman', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', words, { env: quietEnvironment() });
};

/** The command as it ships, on a free port; answers its address. */
export const startServer = async (t: Test): Promise<string> => {
  const server = spawn(process.execPath, ['src/cli/bin.ts', '--port', '0'], {
    env: quietEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) return url;
  }
  throw new Error('the server stopped before it listened');
};

type Report = {
  readonly run: {
    readonly stats: Readonly<Record<string, { readonly total: number; readonly failed: number }>>;
    readonly failures: readonly {
      readonly source: { readonly name: string };
      readonly error: { readonly test: string };
    }[];
  };
};

/** Runs a collection against a server, and answers Newman's exit code and report, which is written to the directory. */
export const runCollection = async (directory: string, file: string, address: string, more: readonly string[] = []) => {
  const reportFile = join(directory, 'report.json');
  const words = ['run', file, '-e', environmentFile, '--env-var', `address=${address}`];
  const reporter = ['-r', 'json', '--reporter-json-export', reportFile];
  const ended = await run(process.execPath, [newman, ...words, ...reporter, ...more], { env: quietEnvironment() }).then(
    () => ({ code: 0 }),
    (error: { code: number }) => error,
  );
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  return { code: ended.code, ...report.run };
};

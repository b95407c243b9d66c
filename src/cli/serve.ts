import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import type { Logger } from 'pino';
import { pino } from 'pino';
import { defaultKey, type Settings, settings, unknownVariables } from '../settings.ts';
import { StoreError } from '../store/store-error.ts';
import { version } from '../version.ts';
import type { Io } from './command.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { clearReadyFile, readyOf, removeReadyFile, writeReadyFile } from './ready-file.ts';
import { createStop, type Server, startServer } from './server.ts';

const notes = `Commands
${Object.entries(commands)
  .map(([name, summary]) => `  ${name.padEnd(26)} ${summary}`)
  .join('\n')}
  help COMMAND               Print the help of a command

Each flag of the server can be given as an environment variable too: --verified-domain is
POSTMAN_SCIM_EMULATOR_VERIFIED_DOMAIN, where several values are separated by commas.

Exit code: 0 stopped by a signal, 1 the server cannot run, 2 a usage error.

Try it
  curl -H 'Authorization: Bearer ${defaultKey}' http://127.0.0.1:7246/scim/v2/Users`;

const banner = ({ url, key, certPath }: Server, { controlToken }: Settings): string => `
  Postman's SCIM API, emulated.

  Base URL   ${url}/scim/v2
  API key    ${key}
  Page       ${url}/_emulator/ui
  Control    ${url}/_emulator${controlToken ? `\n  Token      ${controlToken}   (Authorization: Bearer TOKEN, for the control plane)` : ''}${certPath ? `\n  Trust      ${certPath}   (the certificate of this run)` : ''}

  Try        curl ${certPath ? `--cacert ${certPath} ` : ''}-H 'Authorization: Bearer ${key}' ${url}/scim/v2/Users
  Stop       Ctrl+C

`;

const announce = (server: Server, settings: Settings, logger: Logger, { stdout, environment }: Io): void => {
  const { url, certPath: trust } = server;
  if (stdout.isTTY) stdout.write(banner(server, settings));
  else logger.info({ url, baseUrl: `${url}/scim/v2`, version, ...(trust !== undefined && { trust }) }, 'listening');
  for (const name of unknownVariables(environment))
    logger.warn(`${name}: expected a variable that --help lists, got an unknown one`);
  if (settings.controlToken === undefined && !/^(127\.|::1$|localhost$)/.test(settings.host)) {
    logger.warn('every client that reaches this address can use /_emulator; --control-token protects it');
  }
};

/** npm and npx end on a signal without passing it to the program that they started: it is an orphan then. */
const whenOrphaned = (environment: Io['environment'], stop: () => void): void => {
  if (environment.npm_command === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 200).unref();
};

/** Opens an address with the program that this system opens addresses with. */
const openBrowser = (address: string, logger: Logger): void => {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', address]
        : ['xdg-open', address];
  const opened = spawn(command as string, args, { detached: true, stdio: 'ignore' });
  opened.on('error', () =>
    logger.warn(`--open: expected a browser that ${command} opens, found none; go to ${address}`),
  );
  opened.unref();
};

const untilStopped = (
  server: Server,
  { readyFile }: Settings,
  logger: Logger,
  { environment }: Io,
): Promise<number> => {
  const stop = createStop(server);
  return new Promise((resolve) => {
    let stopping = false;
    const end = (reason: string): void => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal: reason }, 'stopping');
      if (readyFile !== undefined) removeReadyFile(readyFile);
      stop().then(
        () => resolve(0),
        (error: unknown) => {
          logger.error({ err: error }, 'could not stop cleanly');
          resolve(1);
        },
      );
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    whenOrphaned(environment, () => end('npm ended'));
  });
};

/** A failure of the database that its opening did not show. */
const toStoreError = (error: unknown): unknown => {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  return new StoreError(`the database cannot be used: ${code}`, { cause: error });
};

/** `serve`: runs the server until a signal stops it. */
export const serve = defineCommand(
  { name: 'serve', summary: commands.serve, options: settings, notes },
  async ({ values }, io) => {
    const level = io.stdout.isTTY && values.logLevel === 'info' ? 'warn' : values.logLevel;
    const logger = pino({ level });
    const { isTTY: terminal = false } = io.stdout;
    const toTerminal = (line: string) => io.stdout.write(`  ${line}\n`);
    const toLog = (line: string) => logger.info(stripVTControlCharacters(line));
    const onRequest = (values.logRequests ?? terminal) ? (terminal ? toTerminal : toLog) : undefined;
    clearReadyFile(values.readyFile);
    const server = await startServer(values, logger, onRequest).catch((error: unknown) => {
      throw toStoreError(error);
    });
    const stopped = untilStopped(server, values, logger, io);
    announce(server, values, logger, io);
    if (values.open) openBrowser(`${server.url}/_emulator/ui`, logger);
    if (values.readyFile !== undefined) writeReadyFile(values.readyFile, readyOf(server, values));
    return stopped;
  },
);

import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import type { WorldDocument } from '../schemas/world-document.ts';
import type { App } from './app.ts';
import { buildApp } from './app.ts';
import type { Settings } from './config.ts';
import { ConfigurationProblem, defaultKey, help, readConfiguration } from './config.ts';
import { StoreUnusable } from './store/open-database.ts';
import { version } from './version.ts';
import { DocumentProblem } from './worlds/document.ts';

/** How long a stop waits for what is in flight: milliseconds. */
const patience = 10_000;

const fail = (message: string): never => {
  process.stderr.write(`postman-scim-emulator: ${message}\n`);
  process.exit(1);
};

const readSeed = (file: string): WorldDocument => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationProblem(`the seed ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return JSON.parse(text) as WorldDocument;
  } catch (error) {
    throw new ConfigurationProblem(`the seed ${file} is no JSON: ${(error as Error).message}`);
  }
};

const listen = async (app: App, { host, port }: Settings): Promise<string> => {
  try {
    return await app.http.listen({ host, port, listenTextResolver: () => 'accepting connections' });
  } catch (error) {
    await app.close();
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EADDRINUSE: `port ${port} on ${host} is taken; --port 0 picks a free one`,
      EACCES: `port ${port} may not be used by this user`,
      EADDRNOTAVAIL: `this machine has no address ${host}`,
      ENOTFOUND: `there is no host ${host}`,
    };
    const reason = reasons[code ?? ''];
    if (reason === undefined) throw error;
    throw new ConfigurationProblem(reason);
  }
};

const banner = (url: string, key: string): string => `
  Postman’s SCIM API, emulated.

  Base URL   ${url}/scim/v2
  API key    ${key}
  Control    ${url}/_emulator

  Try        curl -H 'Authorization: Bearer ${key}' ${url}/scim/v2/Users
  Stop       Ctrl+C

`;

const serve = async (settings: Settings): Promise<void> => {
  const terminal = process.stdout.isTTY === true;
  const level = terminal && settings.logLevel === 'info' ? 'warn' : settings.logLevel;
  const logger = pino({ level });
  const { seed } = settings;
  const app = buildApp({ ...settings, logger, ...(seed !== undefined && { readSeed: () => readSeed(seed) }) });
  const url = await listen(app, settings);

  const stop = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => app.http.server.closeAllConnections(), patience).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const [team] = app.store.teams.all(app.worlds.default.pk);
  const key = settings.key ?? (team && app.store.keys.all(team.pk)[0]?.key) ?? defaultKey;
  if (terminal) process.stdout.write(banner(url, key));
  else logger.info({ url, baseUrl: `${url}/scim/v2`, version }, 'listening');
  if (seed !== undefined && app.defaultWorld === 'found') {
    logger.warn('the data directory holds a world already; the seed was not loaded');
  }
  if (settings.controlToken === undefined && !/^(127\.|::1$|localhost$)/.test(settings.host)) {
    logger.warn('anyone who reaches this address can use /_emulator; --control-token closes it');
  }
};

const main = async (argv: readonly string[]): Promise<void> => {
  const settings = readConfiguration(argv, process.env);
  if (settings === 'help') process.stdout.write(help());
  else if (settings === 'version') process.stdout.write(`${version}\n`);
  else await serve(settings);
};

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof ConfigurationProblem || error instanceof StoreUnusable) return fail(error.message);
  if (error instanceof DocumentProblem) return fail(`the seed is wrong at ${error.path || '/'}: ${error.message}`);
  throw error;
});

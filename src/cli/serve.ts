import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { pino } from 'pino';
import type { WorldDocument } from '../../schemas/world-document.ts';
import type { App } from '../app.ts';
import { buildApp } from '../app.ts';
import { guarded } from '../background.ts';
import type { Settings } from '../config.ts';
import { SettingsError } from '../config.ts';
import { defaultKey } from '../flags.ts';
import { StoreError } from '../store/open-database.ts';
import { version } from '../version.ts';
import { DocumentError } from '../worlds/document.ts';

/** How long a stop waits for what is in flight: milliseconds, less than the ten seconds after which Docker kills. */
const patience = 8_000;

const readSeed = async (file: string): Promise<WorldDocument> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError(`the seed ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new SettingsError(`the seed ${file} is no JSON: ${(error as Error).message}`);
  }
  const { checkDocument } = await import('../control/validate.ts');
  return checkDocument(document);
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
    throw new SettingsError(reason);
  }
};

const banner = (url: string, key: string, certPath: string | undefined): string => `
  Postman's SCIM API, emulated.

  Base URL   ${url}/scim/v2
  API key    ${key}
  Control    ${url}/_emulator${certPath ? `\n  Trust      ${certPath}   (the certificate of this run)` : ''}

  Try        curl ${certPath ? `--cacert ${certPath} ` : ''}-H 'Authorization: Bearer ${key}' ${url}/scim/v2/Users
  Stop       Ctrl+C

`;

type Tls = { readonly cert: string; readonly key: string; readonly certPath?: string };

/** Loaded only for https, so that http starts no later for it. */
const readTls = async ({ tls, host, data }: Settings): Promise<Tls | undefined> => {
  if (tls === undefined) return undefined;
  const { loadTls, selfSignedTls, TlsError } = await import('../tls/tls.ts');
  try {
    return tls === 'self-signed' ? selfSignedTls([host], data && join(data, 'tls')) : loadTls(tls);
  } catch (error) {
    if (error instanceof TlsError) throw new SettingsError(error.message);
    throw error;
  }
};

/** Finishes what is in flight, checkpoints and exits 0. */
const stopOnSignals = (app: App, logger: Logger): void => {
  const { server } = app.http;
  let inFlight = 0;
  const ended = guarded('the end of a request', () => {
    inFlight -= 1;
  });
  const began = guarded('the count of requests', (_request: IncomingMessage, response: ServerResponse) => {
    inFlight += 1;
    response.once('close', ended);
  });
  server.on('request', began);
  const stop = guarded('the stop', (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping');
    const deadline = Date.now() + patience;
    // A connection that never finishes its request would hold up the end.
    const closeConnections = guarded('the end of connections', () => {
      if (inFlight === 0 || Date.now() > deadline) server.closeAllConnections();
    });
    setInterval(closeConnections, 50).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  });
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

const start = async (settings: Settings): Promise<void> => {
  const terminal = process.stdout.isTTY === true;
  const level = terminal && settings.logLevel === 'info' ? 'warn' : settings.logLevel;
  const logger = pino({ level });
  const seed = settings.seed === undefined ? undefined : await readSeed(settings.seed);
  const https = await readTls(settings);
  const app = buildApp({ ...settings, logger, https, seed });
  stopOnSignals(app, logger);
  const url = await listen(app, settings);

  const [team] = app.store.teams.all(app.worlds.default.pk);
  const key = settings.key ?? (team && app.store.keys.all(team.pk)[0]?.key) ?? defaultKey;
  if (terminal) process.stdout.write(banner(url, key, https?.certPath));
  else {
    const trust = https?.certPath;
    logger.info({ url, baseUrl: `${url}/scim/v2`, version, ...(trust !== undefined && { trust }) }, 'listening');
  }
  if (seed !== undefined && app.defaultWorld === 'found') {
    logger.warn('the data directory holds a world already; the seed was not loaded');
  }
  for (const name of settings.unknownVariables) logger.warn(`there is no setting ${name}; --help lists them`);
  if (settings.controlToken === undefined && !/^(127\.|::1$|localhost$)/.test(settings.host)) {
    logger.warn('anyone who reaches this address can use /_emulator; --control-token closes it');
  }
};

/** What is wrong with what was handed in, as one line; undefined for what is no such thing. */
const complaint = (error: unknown): string | undefined => {
  if (error instanceof StoreError) return error.message;
  if (error instanceof DocumentError) return `the seed is wrong at ${error.path || '/'}: ${error.message}`;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return `the database cannot be used: ${code}`;
  return undefined;
};

/** Runs the server until a signal stops it. */
export const serve = async (settings: Settings): Promise<void> => {
  try {
    await start(settings);
  } catch (error) {
    const message = complaint(error);
    throw message === undefined ? error : new SettingsError(message);
  }
};

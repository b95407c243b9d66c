import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { WorldDocument } from '../../schemas/world-document.ts';
import type { App } from '../app.ts';
import { buildApp } from '../app.ts';
import { guarded } from '../background.ts';
import { SettingsError } from '../errors.ts';
import { listen } from '../listen.ts';
import type { Masking } from '../masking/masking.ts';
import { checkSeed, naming } from '../seed.ts';
import type { Settings } from '../settings.ts';
import { defaultKey, tlsOf } from '../settings.ts';
import type { World } from '../worlds/world.ts';
import { logRequests } from './request-log.ts';

/** A server that listens. */
export type Server = {
  readonly app: App;
  readonly url: string;
  /** SCIM API key of the default team. */
  readonly key: string;
  /** The certificate that clients have to trust, where one was made for this run. */
  readonly certPath: string | undefined;
};

const readSeed = async (file: string): Promise<WorldDocument> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(`--seed ${file}: expected a file that can be read, got ${code}`);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new SettingsError(`--seed ${file}: expected JSON, got ${(error as Error).message}`);
  }
  return checkSeed(`--seed ${file}`, document);
};

type Tls = { readonly cert: string; readonly key: string; readonly certPath?: string };

/** Loaded only for https, so that http starts no later for it. */
const readTls = async (settings: Settings): Promise<Tls | undefined> => {
  const source = tlsOf(settings);
  if (source === undefined) return undefined;
  const { loadTls, selfSignedTls } = await import('../tls/tls.ts');
  const { host, data } = settings;
  return source === 'self-signed' ? selfSignedTls([host], data && join(data, 'tls')) : loadTls(source);
};

/**
 * Starts the server that the settings describe.
 * @throws {EmulatorError} where a setting, the seed, the certificate, the data directory or the address cannot be used.
 */
export const startServer = async (
  settings: Settings,
  logger: Logger | undefined,
  onRequest?: (line: string) => void,
): Promise<Server> => {
  const seed = settings.seed === undefined ? undefined : await readSeed(settings.seed);
  const https = await readTls(settings);
  const onWorld = onRequest && ((world: World, masking: Masking) => logRequests(world, masking, onRequest));
  const app = naming(`--seed ${settings.seed}`, () => buildApp({ ...settings, logger, https, seed, onWorld }));
  const url = await listen(app, settings);
  if (seed !== undefined && app.defaultWorld === 'found') {
    logger?.warn('the data directory already contains a world; the seed was not loaded');
  }
  const [team] = app.store.teams.all(app.worlds.default.pk);
  const key = settings.key ?? (team && app.store.keys.all(team.pk)[0]?.key) ?? defaultKey;
  return { app, url, key, certPath: https?.certPath };
};

/** How long a stop waits for requests in flight: less than the ten seconds after which Docker kills. */
const stopTimeoutMs = 8_000;

/** Finishes the requests in flight, closes every connection and the database. */
export const createStop = ({ app }: Pick<Server, 'app'>): (() => Promise<void>) => {
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
  return async () => {
    const deadline = Date.now() + stopTimeoutMs;
    // A connection that never finishes its request would hold up the end.
    const closeConnections = guarded('the end of connections', () => {
      if (inFlight === 0 || Date.now() > deadline) server.closeAllConnections();
    });
    const timer = setInterval(closeConnections, 50);
    await app.close().finally(() => clearInterval(timer));
  };
};

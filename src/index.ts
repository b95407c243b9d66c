import type { Socket } from 'node:net';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { WorldDocument } from '../schemas/world-document.ts';
import type { App } from './app.ts';
import { buildApp } from './app.ts';
import { guarded } from './background.ts';
import { Worlds } from './control/client/emulator.ts';
import { Program } from './control/client/program.ts';
import { WorldHandle, type WorldIdentity } from './control/client/world.ts';
import type { ApiKey } from './domain/api-key.ts';
import { NodeVersionError } from './errors.ts';
import { channelTo } from './in-process.ts';
import { listen } from './listen.ts';
import { nodeTooOld } from './node-version.ts';
import type { Profile, ProfileName } from './quirks/profiles.ts';
import { checkSeed, naming } from './seed.ts';
import { defaultKey, readLibraryOptions } from './settings.ts';

export type * as Control from '../schemas/control.ts';
export type { Goal, GoalDifference } from '../schemas/goal.ts';
export type { Report } from '../schemas/report.ts';
export type { ErrorResponse, Group, GroupList, User, UserList } from '../schemas/scim.ts';
export type { WorldDocument } from '../schemas/world-document.ts';
export { type ConnectOptions, connect, type RemoteEmulator } from './connect.ts';
export type { Worlds } from './control/client/emulator.ts';
export type { Program } from './control/client/program.ts';
export { TeamHandle } from './control/client/team.ts';
export { ControlError } from './control/client/transport.ts';
export { WorldHandle } from './control/client/world.ts';
export {
  ConnectionError,
  EmulatorError,
  type ErrorCode,
  ListenError,
  NodeVersionError,
  SettingsError,
} from './errors.ts';
export type { Profile, ProfileName } from './quirks/profiles.ts';
export { assertGoal, assertNoFindings } from './report/assertions.ts';
export { StoreError } from './store/store-error.ts';
export { DocumentError } from './worlds/document-error.ts';

/** Options of {@link startEmulator}. All are optional. */
export type EmulatorOptions = {
  /** Address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** TCP port to listen on, from 0 to 65535; 0, the default, selects a free one. */
  readonly port?: number;
  /** `false` opens no socket, and requests are sent with `inject`; `true` by default. */
  readonly socket?: boolean;
  /** SCIM API key of the default team; `emulator-scim-key` by default. */
  readonly key?: string;
  /** The edition of Postman's API that is emulated; `classic` by default. */
  readonly profile?: ProfileName;
  /** Readings of single quirks, which override the profile; `program.quirks()` lists the values of each. */
  readonly quirks?: Partial<Profile>;
  /** Domains whose users join the team without an invite, such as `example.com`; none by default. */
  readonly verifiedDomains?: readonly string[];
  /** Rate limit: `off` (the default), `postman` (300/180), or `READS/WRITES` a minute, such as `10/5`. */
  readonly rateLimit?: string;
  /** Directory of the database; by default the data is in memory and ends with the process. */
  readonly data?: string;
  /** World document from which the default world is created. */
  readonly seed?: WorldDocument;
  /** Seed of the generated ids: the same seed gives the same ids on every run; random by default. */
  readonly idSeed?: string;
  /** `true` creates a separate world for each unknown key; `false` by default. */
  readonly anyKey?: boolean;
  /** Bearer token that `/_emulator` requires; the methods of this object send it. No token by default. */
  readonly controlToken?: string;
  /** Host names, besides IP addresses and localhost, under which `/_emulator` answers without a token. */
  readonly allowedHosts?: readonly string[];
  /** Total size of the journals of all worlds, such as `512MB`; `64MB` by default, 0 keeps no request. */
  readonly journal?: string | 0;
};

/** A running emulator in this process; it closes when its scope ends (`await using`). */
export type Emulator = {
  /** The origin, such as `http://127.0.0.1:7246`; without a socket the name that `inject` uses. */
  readonly url: string;
  /** The base URL for a connector: `url` and `/scim/v2`. */
  readonly baseUrl: string;
  /** SCIM API key of the default world's team. */
  readonly key: string;
  /** The default world, which always exists. */
  readonly world: WorldHandle;
  /** All worlds: creates a world for a test, finds one by id. */
  readonly worlds: Worlds;
  /** The emulator itself: version, health, quirks and API descriptions. */
  readonly program: Program;
  /**
   * Sends a request without a socket (light-my-request).
   * @param request - Method, URL, headers and payload, or a URL for a GET.
   * @returns The answer: `statusCode`, `headers`, `body`, `json()`.
   * @example await emulator.inject({ url: '/scim/v2/Users', headers: { authorization: `Bearer ${emulator.key}` } });
   */
  inject(request: InjectOptions | string): Promise<LightMyRequestResponse>;
  /** Completes the requests in flight, then closes the sockets and the database. A second call does nothing. */
  close(): Promise<void>;
  /** Closes the emulator, as `close` does. */
  [Symbol.asyncDispose](): Promise<void>;
};

/** Keeps a forgotten `close` from holding the process, whose tests would hang at the end. */
const letProcessEnd = ({ http: { server } }: App): void => {
  server.unref();
  server.on(
    'connection',
    guarded('a new connection', (socket: Socket) => socket.unref()),
  );
};

const defaultWorldOf = ({ store, worlds }: App, baseUrl: string): WorldIdentity => {
  const { id, pk, clock } = worlds.default;
  const [team] = store.teams.all(pk);
  if (team === undefined) return { id, team: null };
  const works = ({ status, expires }: ApiKey): boolean =>
    status === 'ACTIVE' && (expires === null || clock.now() < expires);
  return { id, team: { id: team.id, baseUrl, key: store.keys.all(team.pk).find(works)?.key ?? null } };
};

/**
 * Starts an emulator in this process. A forgotten `close` does not keep the process alive.
 * @param options - All have defaults.
 * @returns The running emulator.
 * @throws {NodeVersionError} where this version of Node.js is too old.
 * @throws {SettingsError} where an option is unknown or its value is not valid.
 * @throws {DocumentError} where the seed is not a valid world document.
 * @throws {StoreError} where the data directory cannot be used.
 * @throws {ListenError} where the port is taken or the host does not exist.
 * @example await using emulator = await startEmulator({ verifiedDomains: ['example.com'] });
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  // better-sqlite3 would end the process without a word.
  if (nodeTooOld !== undefined) throw new NodeVersionError(nodeTooOld);
  const settings = readLibraryOptions(options);
  const seed = settings.seed && (await checkSeed('seed', settings.seed));
  // Without a socket nobody but this process calls, under a name that needs no DNS.
  const allowedHosts = [...(settings.allowedHosts ?? []), ...(settings.socket ? [] : ['emulator'])];
  const app = naming('seed', () => buildApp({ ...settings, allowedHosts, logger: undefined, seed }));
  try {
    const url = settings.socket ? await listen(app, settings) : 'http://emulator';
    letProcessEnd(app);
    const channel = channelTo(app, url, settings.controlToken);
    const worlds = new Worlds(channel);
    // Not asked of the control plane, because loading it would take most of the start.
    const world = new WorldHandle(channel, defaultWorldOf(app, `${url}/scim/v2`));
    const close = () => app.close();
    return {
      url,
      baseUrl: `${url}/scim/v2`,
      key: options.key ?? (world.key || defaultKey),
      world,
      worlds,
      program: new Program(channel),
      inject: (request) => app.http.inject(request),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await app.close();
    throw error;
  }
};

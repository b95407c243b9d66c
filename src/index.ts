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

export type EmulatorOptions = {
  /** Address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** Port to listen on; 0, the default, picks a free one. */
  readonly port?: number;
  /** False: no socket is opened, and requests go through `inject`. */
  readonly socket?: boolean;
  /** SCIM API key of the default team; `emulator-scim-key` by default. */
  readonly key?: string;
  /** `classic` by default. */
  readonly profile?: ProfileName;
  /** Single quirks switched on top of the profile. */
  readonly quirks?: Partial<Profile>;
  readonly verifiedDomains?: readonly string[];
  /** `off`, the default, `postman`, or `READS/WRITES` a minute. */
  readonly rateLimit?: string;
  /** Directory to keep everything in; in memory by default. */
  readonly data?: string;
  /** What the default world starts from. */
  readonly seed?: WorldDocument;
  /** Makes ids the same on every run. */
  readonly idSeed?: string;
  /** An unknown key opens a world of its own. */
  readonly anyKey?: boolean;
  /** What `/_emulator` wants from others as a bearer token; this object's own methods send it. */
  readonly controlToken?: string;
  /** Names under which `/_emulator` is served to others without a token, besides addresses and localhost. */
  readonly allowedHosts?: readonly string[];
  /** How much the journals of all worlds hold together, such as `512MB`; `64MB` by default, 0 keeps none. */
  readonly journal?: string | 0;
};

/** A running emulator. */
export type Emulator = {
  /** Where it listens, such as `http://127.0.0.1:7246`; without a socket the name that `inject` uses. */
  readonly url: string;
  /** What a connector is pointed at: `url` and `/scim/v2`. */
  readonly baseUrl: string;
  /** SCIM API key of the default world's team. */
  readonly key: string;
  /** The world that is always there. */
  readonly world: WorldHandle;
  readonly worlds: Worlds;
  /** What the emulator says of itself. */
  readonly program: Program;
  /** Sends a request without a socket (light-my-request). */
  inject(request: InjectOptions | string): Promise<LightMyRequestResponse>;
  /** Finishes what is in flight, closes sockets and database, leaves nothing behind. */
  close(): Promise<void>;
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
 * Starts an emulator in this process.
 * @throws {SettingsError} where an option is unknown or its value is not valid.
 * @throws {DocumentError} where the seed is not a valid world document.
 * @throws {StoreError} where the data directory cannot be used.
 * @throws {ListenError} where the port is taken or the host does not exist.
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

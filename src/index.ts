import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { WorldDocument } from '../schemas/world-document.ts';
import type { App } from './app.ts';
import { buildApp } from './app.ts';
import { SettingsError } from './config.ts';
import { Worlds } from './control/client/emulator.ts';
import { Program } from './control/client/program.ts';
import type { StreamTransport, Transport } from './control/client/transport.ts';
import { ControlChannel } from './control/client/transport.ts';
import type { WorldHandle } from './control/client/world.ts';
import { toRateLimit } from './domain/team.ts';
import { defaultKey } from './flags.ts';
import { nodeTooOld } from './node-version.ts';
import type { Profile, ProfileName } from './quirks/profiles.ts';
import { isProfileName, profileNames, switchProblem } from './quirks/profiles.ts';

export type * as Control from '../schemas/control.ts';
export type { Goal, GoalDifference } from '../schemas/goal.ts';
export type { Report } from '../schemas/report.ts';
export type { ErrorResponse, Group, GroupList, User, UserList } from '../schemas/scim.ts';
export type { WorldDocument } from '../schemas/world-document.ts';
export { TeamHandle } from './control/client/team.ts';
export { ControlError } from './control/client/transport.ts';
export { WorldHandle } from './control/client/world.ts';
export type { Profile, ProfileName } from './quirks/profiles.ts';
export { assertGoal, assertNoFindings } from './report/assertions.ts';

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
  /** Requests kept for each world; 1000 by default. */
  readonly journal?: number;
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

const optionNames = new Set([
  'host',
  'port',
  'socket',
  'key',
  'profile',
  'quirks',
  'verifiedDomains',
  'rateLimit',
  'data',
  'seed',
  'idSeed',
  'anyKey',
  'controlToken',
  'journal',
] satisfies (keyof EmulatorOptions)[] as string[]);

const check = (options: EmulatorOptions): void => {
  const unknown = Object.keys(options).find((name) => !optionNames.has(name));
  if (unknown !== undefined) {
    throw new SettingsError(`there is no option ${unknown}; there are ${[...optionNames].join(', ')}`);
  }
  const { key, profile, quirks = {}, rateLimit, journal = 0 } = options;
  if (key !== undefined && !/^[\x21-\x7e]{1,256}$/.test(key)) {
    throw new SettingsError('key takes up to 256 printable ASCII characters');
  }
  if (profile !== undefined && !isProfileName(profile)) {
    throw new SettingsError(`profile is ${profileNames.join(', ')}, not "${profile}"`);
  }
  if (!Number.isInteger(journal) || journal < 0) {
    throw new SettingsError(`journal takes a whole number from 0, not "${journal}"`);
  }
  for (const [id, value] of Object.entries(quirks)) {
    const problem = switchProblem(id, value);
    if (problem) throw new SettingsError(problem);
  }
  if (rateLimit !== undefined && toRateLimit(rateLimit) === undefined) {
    throw new SettingsError(`rateLimit is off, postman or READS/WRITES, not "${rateLimit}"`);
  }
};

const injected =
  (app: App, url: string): Transport =>
  async ({ method, url: path, headers, body }) => {
    const answer = await app.http.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers, host: new URL(url).host },
      ...(body !== undefined && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body };
  };

const injectedStream =
  (app: App, url: string): StreamTransport =>
  async ({ url: path, headers, signal }) => {
    const answer = await app.http.inject({
      url: path,
      headers: { ...headers, host: new URL(url).host },
      payloadAsStream: true,
    });
    const body = answer.stream();
    body.setEncoding('utf8');
    const close = () => void body.destroy();
    if (signal.aborted) close();
    else signal.addEventListener('abort', close, { once: true });
    return { status: answer.statusCode, body };
  };

/**
 * Starts an emulator in this process.
 * @throws {Error} where an option or the seed says something that cannot be, or the port is taken; the message is one line.
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  // better-sqlite3 would end the process without a word.
  if (nodeTooOld !== undefined) throw new Error(nodeTooOld);
  check(options);
  const { host = '127.0.0.1', port = 0, socket = true, seed } = options;
  const checked = seed && (await import('./control/validate.ts')).checkDocument(seed);
  const app = buildApp({
    key: options.key,
    profile: options.profile,
    quirks: options.quirks,
    verifiedDomains: options.verifiedDomains,
    rateLimit: options.rateLimit,
    data: options.data,
    idSeed: options.idSeed,
    anyKey: options.anyKey ?? false,
    controlToken: options.controlToken,
    journal: options.journal ?? 1000,
    logger: undefined,
    seed: checked,
  });
  try {
    const url = socket ? await app.http.listen({ host, port }) : 'http://emulator';
    const channel = new ControlChannel(injected(app, url), options.controlToken, injectedStream(app, url));
    const worlds = new Worlds(channel);
    const world = await worlds.get('default');
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

import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyServerOptions } from 'fastify';
import fastify, { LogController } from 'fastify';
import type { WorldDocument } from '../schemas/world-document.ts';
import { guarded } from './background.ts';
import { answerNotFound } from './control/http-error.ts';
import { mountControl } from './control/mount.ts';
import type { Rehearse } from './control/rehearsal.ts';
import { openDefaultWorld, toTeamDefaults } from './default-world.ts';
import { Masking } from './masking/masking.ts';
import type { Profile } from './quirks/profiles.ts';
import { rehearse } from './rehearsal.ts';
import { bodyLimit } from './scim/content-types.ts';
import { answerMalformed, answerUnmetExpectation } from './scim/error-handlers.ts';
import { answerNotRouted, scimNotFound } from './scim/not-found.ts';
import { scimService } from './scim/plugin.ts';
import { createProfileFor, createRewriteUrl, profileOfKey } from './scim/routing.ts';
import { toMemberText } from './scim/write/group.ts';
import { toUserText } from './scim/write/user.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/store.ts';
import { openStore } from './store/store.ts';
import { Registry } from './worlds/registry.ts';
import type { World } from './worlds/world.ts';

export type AppSettings = Pick<
  Settings,
  | 'key'
  | 'profile'
  | 'quirks'
  | 'verifiedDomains'
  | 'rateLimit'
  | 'data'
  | 'idSeed'
  | 'anyKey'
  | 'controlToken'
  | 'journalBytes'
> &
  Partial<Pick<Settings, 'host' | 'allowedHosts'>> & {
    readonly logger: FastifyBaseLogger | undefined;
    /** What the default world starts from, where it is new; checked against its schema already. */
    readonly seed?: WorldDocument | undefined;
    readonly https?: { readonly cert: string; readonly key: string } | undefined;
    /** Epoch milliseconds; what worlds whose clock is released show. */
    readonly realTime?: () => number;
    /** Bytes of answers that are kept ready; 0 keeps none. */
    readonly readCacheBytes?: number | undefined;
    /** Called for each world as it opens. */
    readonly onWorld?: ((world: World, masking: Masking) => void) | undefined;
  };

export type App = {
  readonly http: FastifyInstance;
  readonly store: Store;
  readonly worlds: Registry;
  /** Whether the default world was made now, or found in the data directory. */
  readonly defaultWorld: 'created' | 'found';
  /** Finishes what is in flight, then closes the database. */
  close(): Promise<void>;
};

/** Longer than any identifier that means something; a request line is bounded by Node already. */
const longestParameter = 16_384;

/** Fastify's own compilers take a fifth of the start; no route here has a schema for them. */
const nothingCompiled = {
  buildValidator: () => () => () => true,
  buildSerializer: () => () => String,
} as unknown as NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

const serverOptions = (
  { logger, https }: AppSettings,
  profileOf: (headers: IncomingHttpHeaders) => Profile,
): FastifyServerOptions => ({
  ...(logger ? { loggerInstance: logger } : { logger: false }),
  // HTTP/1.1 without Host is Postman's to answer, not Node's.
  ...(https ? { https: { ...https, requireHostHeader: false } } : { http: { requireHostHeader: false } }),
  // A line for each request would cost more than answering it.
  logController: new LogController({ disableRequestLogging: true }),
  bodyLimit,
  exposeHeadRoutes: false,
  // Quirks trailing-slash and routing: the router regards letter case, and rewriteUrl knows the profiles that do not.
  rewriteUrl: createRewriteUrl(profileOf),
  routerOptions: { ignoreTrailingSlash: true, maxParamLength: longestParameter },
  // Nothing is compiled: what SCIM's routes take is read by src/scim, what they send is text.
  schemaController: { compilersFactory: nothingCompiled },
  // No request is logged, so none needs a logger of its own.
  childLoggerFactory: (logger) => logger,
  frameworkErrors: (_error, request, reply) =>
    void (request.url.startsWith('/_emulator/')
      ? answerNotFound(request, reply)
      : answerNotRouted(reply, profileOf(request.headers))),
  clientErrorHandler: answerMalformed,
  requestTimeout: 60_000,
  connectionTimeout: 0,
  keepAliveTimeout: 72_000,
  forceCloseConnections: 'idle',
  return503OnClosing: false,
});

/** The settings of a copy in which a request is rehearsed; everything else is in the document. */
const copySettings = {
  key: undefined,
  profile: undefined,
  quirks: undefined,
  verifiedDomains: undefined,
  rateLimit: undefined,
  data: undefined,
  idSeed: undefined,
  anyKey: false,
  journalBytes: 8 * 1024 * 1024,
  logger: undefined,
  onWorld: undefined,
} as const;

/**
 * Composes the program; listens to nothing.
 * @throws {StoreError} where the data directory cannot be used.
 * @throws {DocumentError} where the seed says something that cannot be.
 */
export const buildApp = (settings: AppSettings): App => {
  const store = openStore({ directory: settings.data, toUserText, toMemberText });
  try {
    const masking = new Masking(() => store.keys.texts());
    const { onWorld } = settings;
    const worlds = new Registry(store, {
      teamDefaults: toTeamDefaults(settings),
      anyKey: settings.anyKey,
      idSeed: settings.idSeed,
      journalBytes: settings.journalBytes,
      ...(settings.realTime && { realTime: settings.realTime }),
      report: (error, task) => settings.logger?.error({ err: error }, `${task} failed`),
      ...(onWorld && { onWorld: (world) => onWorld(world, masking) }),
    });
    const defaultWorld = openDefaultWorld(store, worlds, settings, settings.seed);
    const profileFor = createProfileFor(store, worlds);
    const http = fastify(serverOptions(settings, profileOfKey(store, profileFor))) as unknown as FastifyInstance;
    http.server.on('checkExpectation', guarded('an unmet expectation', answerUnmetExpectation));
    http.decorateRequest('caller', null);
    http.decorateRequest('trace', null);
    const notFound = scimNotFound(store, worlds, profileFor);
    http.setNotFoundHandler(notFound);
    // A body is read before it is known that nobody wants it; one that Fastify refuses changes nothing about that.
    http.setErrorHandler((error: Partial<FastifyError>, request, reply) =>
      (error.statusCode ?? 500) < 500 ? notFound(request, reply) : reply.send(error),
    );
    http.register(scimService(store, worlds, profileFor, notFound, settings.readCacheBytes), { prefix: '/scim/v2' });
    const { controlToken: token, allowedHosts = [], host, logger } = settings;
    const policy = { token, allowedHosts: host === undefined ? allowedHosts : [...allowedHosts, host] };
    // A copy is an emulator like this one, in memory and with a clock that stands still.
    const build = (seed: WorldDocument, now: number): App =>
      buildApp({ ...settings, ...copySettings, seed, realTime: () => now });
    const rehearsing: Rehearse = (world, request, switched) => rehearse(build, store, world, request, switched);
    mountControl(http, { ...policy, rehearse: rehearsing, store, worlds, masking, logger });
    http.addHook('onClose', async () => {
      worlds.close();
      store.close();
    });
    return { http, store, worlds, defaultWorld, close: async () => void (await http.close()) };
  } catch (error) {
    store.close();
    throw error;
  }
};

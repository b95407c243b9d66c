import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import type { Admit } from './admission.ts';
import { createAdmit } from './admission.ts';
import { acceptBodies } from './content-types.ts';
import { createDelay } from './delay.ts';
import { answerErrors } from './error-handlers.ts';
import { ReadCache } from './read-cache.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { groupRoutes } from './routes/groups.ts';
import { type NotFound, optionsRoutes } from './routes/options.ts';
import { userRoutes } from './routes/users.ts';
import { type ProfileFor, profileOfKey } from './routing.ts';
import { createSend } from './send.ts';

/** Postman's SCIM service, below its base path. Its routes are the twelve operations; `admit` is the order of their checks. */
export const scimService =
  (store: Store, worlds: Registry, profileFor: ProfileFor, notFound: NotFound, readCacheBytes?: number) =>
  async (app: FastifyInstance): Promise<void> => {
    const delay = createDelay(app);
    const send = createSend(delay);
    acceptBodies(app);
    answerErrors(app, send);
    const admit = createAdmit({ store, worlds, delay, send, profileFor, notFound });
    const cache = new ReadCache(store, readCacheBytes);
    const admitRead: Admit = (operation, status, work) => admit(operation, status, cache.through(work));
    userRoutes(app, admit, admitRead);
    groupRoutes(app, admit, admitRead);
    discoveryRoutes(app, admit);
    optionsRoutes(app, profileOfKey(store, profileFor), notFound);
  };

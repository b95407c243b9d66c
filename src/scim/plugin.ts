import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/store.ts';
import type { Registry } from '../worlds/registry.ts';
import { Call } from './call.ts';
import { acceptBodies } from './content-types.ts';
import { answerErrors } from './error-handlers.ts';
import { injectFaults } from './faults.ts';
import { keepJournal } from './journal.ts';
import { recheckKey, requireKey, requireTeam } from './key.ts';
import { countCalls, limitRate } from './rate-limit.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { groupRoutes } from './routes/groups.ts';
import { userRoutes } from './routes/users.ts';

/** Postman's SCIM service, below its base path. What is registered first is checked first (quirk check-order). */
export const scimService =
  (store: Store, worlds: Registry) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', (request, _reply, done) => {
      request.call = new Call(request.routeOptions.config.operation ?? null);
      done();
    });
    answerErrors(app);
    requireKey(app, store, worlds);
    countCalls(app);
    requireTeam(app);
    limitRate(app);
    acceptBodies(app);
    injectFaults(app);
    recheckKey(app, store);
    keepJournal(app);

    userRoutes(app);
    groupRoutes(app);
    discoveryRoutes(app);
  };

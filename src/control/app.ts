import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifySchema } from 'fastify';
import fastify, { LogController } from 'fastify';
import { version } from '../version.ts';
import { limitBodies, registerJsonParser } from './body.ts';
import type { ControlApp, ControlContext } from './context.ts';
import { tagOf, withStatusTitles } from './description.ts';
import { answerNotFound, registerErrorHandler } from './http-error.ts';
import { accountRoutes } from './routes/accounts.ts';
import { auditRoutes } from './routes/audit.ts';
import { clockRoutes } from './routes/clock.ts';
import { explainRoutes } from './routes/explain.ts';
import { faultRoutes } from './routes/faults.ts';
import { groupRoutes } from './routes/groups.ts';
import { inviteRoutes } from './routes/invites.ts';
import { journalRoutes } from './routes/journal.ts';
import { keyRoutes } from './routes/keys.ts';
import { memberRoutes } from './routes/members.ts';
import { programRoutes } from './routes/program.ts';
import { reportRoutes } from './routes/report.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { scimDescriptionRoutes } from './routes/scim-description.ts';
import { snapshotRoutes } from './routes/snapshots.ts';
import { streamRoutes } from './routes/stream.ts';
import { teamRoutes } from './routes/teams.ts';
import { uiRoutes } from './routes/ui.ts';
import { worldRoutes } from './routes/worlds.ts';
import { guard } from './safety.ts';
import { validatorCompiler } from './validate.ts';

/** What a test, or a person, does to the emulated world. Listens to nothing: src/control/mount.ts hands it requests. */
export const buildControl = async (context: ControlContext): Promise<FastifyInstance> => {
  const app = fastify({
    ...(context.logger && { loggerInstance: context.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1024 },
    frameworkErrors: (_error, request, reply) => void answerNotFound(request, reply),
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as ControlApp;
  app.setValidatorCompiler(validatorCompiler);
  // What is sent is typed; a serializer would silently drop what a schema forgot.
  app.setSerializerCompiler(() => JSON.stringify);
  guard(app as unknown as FastifyInstance, context);
  limitBodies(app as unknown as FastifyInstance);
  registerErrorHandler(app as unknown as FastifyInstance);
  registerJsonParser(app as unknown as FastifyInstance);
  await app.register(swagger, {
    transform: ({ schema, url }) => ({
      schema: { tags: [tagOf(url)], ...(withStatusTitles(schema) as FastifySchema) },
      url,
    }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'postman-scim-emulator control plane',
        version,
        description: 'What a test, or a person, does to the emulated world.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '--control-token' } } },
      security: [{}, { token: [] }],
    },
  });
  await app.register(
    async (scope) => {
      const routes = scope as unknown as ControlApp;
      programRoutes(routes);
      schemaRoutes(routes);
      scimDescriptionRoutes(routes, context);
      uiRoutes(routes);
      streamRoutes(routes, context);
      worldRoutes(routes, context);
      snapshotRoutes(routes, context);
      teamRoutes(routes, context);
      keyRoutes(routes, context);
      accountRoutes(routes, context);
      auditRoutes(routes, context);
      groupRoutes(routes, context);
      explainRoutes(routes, context);
      inviteRoutes(routes, context);
      memberRoutes(routes, context);
      clockRoutes(routes, context);
      faultRoutes(routes, context);
      journalRoutes(routes, context);
      reportRoutes(routes, context);
    },
    { prefix: '/_emulator' },
  );
  await app.ready();
  return app as unknown as FastifyInstance;
};

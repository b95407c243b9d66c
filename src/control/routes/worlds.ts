import { Type } from '@sinclair/typebox';
import { NewWorld, World } from '../../../schemas/control.ts';
import { WorldDocument } from '../../../schemas/world-document.ts';
import { toDocument } from '../../worlds/export-document.ts';
import { defaultWorldId } from '../../worlds/registry.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest, HttpError, withBodyPaths } from '../http-error.ts';
import { created, nothing, ok, route } from '../route.ts';
import { baseUrlOf, worldOf } from '../scope.ts';
import { refuseScim } from '../settings-page.ts';
import { toWorld } from '../views.ts';
import { refuseKey } from './keys.ts';

/** A team with the key it was given, as a document says it. */
export const withKey = <T extends { key?: string }>({ key, ...team }: T) => ({
  ...team,
  ...(key !== undefined && { keys: [{ key }] }),
});

export const worldRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store, worlds } = context;

  app.get('/worlds', route('listWorlds', 'List the worlds', 'none', ok(Type.Array(World))), (request) =>
    worlds.all.map((world) => toWorld(store, world, baseUrlOf(request))),
  );

  app.post(
    '/worlds',
    route('createWorld', 'Create a world, with one team or from a document', 'none', created(World), {
      body: NewWorld,
    }),
    (request, reply) => {
      const { id, idSeed, timeToLiveSeconds, journalLimit, document, ...team } = request.body;
      if (id !== undefined && worlds.byId(id)) throw new HttpError(409, `The world ${id} already exists.`);
      const [field] = Object.keys(team);
      if (document && field)
        throw badRequest(
          `/${field}`,
          'expected no team setting beside document, because the document contains the teams',
        );
      refuseKey(store, team.key);
      refuseScim(team);
      const toBodyPath = (path: string): string =>
        document ? `/document${path}` : path.replace(/^\/teams\/0(\/keys\/0)?/, '');
      const world = withBodyPaths(toBodyPath, () =>
        worlds.create({
          id,
          idSeed,
          timeToLive: timeToLiveSeconds,
          journalLimit,
          document,
          team: withKey(team),
        }),
      );
      reply.code(201);
      return toWorld(store, world, baseUrlOf(request));
    },
  );

  app.get('/worlds/:world', route('getWorld', 'Get a world', 'world', ok(World)), (request) =>
    toWorld(store, worldOf(context, request.params.world), baseUrlOf(request)),
  );

  app.delete('/worlds/:world', route('deleteWorld', 'Delete a world', 'world', nothing), (request, reply) => {
    const world = worldOf(context, request.params.world);
    if (world.id === defaultWorldId) throw new HttpError(409, 'The default world cannot be deleted; reset it.');
    worlds.remove(world);
    return reply.code(204).send();
  });

  app.post(
    '/worlds/:world/reset',
    route('resetWorld', 'Reset the world to its initial state, with the same keys', 'world', ok(World)),
    (request) => {
      const world = worldOf(context, request.params.world);
      worlds.reset(world);
      return toWorld(store, world, baseUrlOf(request));
    },
  );

  app.get(
    '/worlds/:world/document',
    route('exportWorld', 'Export the world as a document', 'world', ok(WorldDocument)),
    (request) => toDocument(store, worldOf(context, request.params.world)),
  );

  app.put(
    '/worlds/:world/document',
    route('importWorld', 'Import a document, which replaces the content of the world', 'world', ok(World), {
      body: WorldDocument,
    }),
    (request) => {
      const world = worldOf(context, request.params.world);
      worlds.restore(world, request.body);
      return toWorld(store, world, baseUrlOf(request));
    },
  );
};

import { Type } from '@sinclair/typebox';
import { Snapshot, World } from '../../../schemas/control.ts';
import type { WorldDocument } from '../../../schemas/world-document.ts';
import { Slug } from '../../../schemas/world-document.ts';
import { toDocument } from '../../worlds/export-document.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { HttpError, notFound } from '../http-error.ts';
import { nothing, ok, route } from '../route.ts';
import { baseUrlOf, worldOf } from '../scope.ts';
import { instant, toWorld } from '../views.ts';

/** Of a world. */
const mostSnapshots = 1000;

export const snapshotRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store, worlds } = context;
  const named = { params: Type.Object({ world: Type.String(), name: Slug }) };

  app.get(
    '/worlds/:world/snapshots',
    route('listSnapshots', 'List the snapshots of a world', 'world', ok(Type.Array(Snapshot))),
    (request) => {
      const world = worldOf(context, request.params.world);
      return store.worlds.snapshots(world.pk).map(({ name, created }) => ({ name, created: instant(created) }));
    },
  );

  const save = route('saveSnapshot', 'Save a snapshot of the world', 'snapshot', ok(Snapshot));
  app.put('/worlds/:world/snapshots/:name', { schema: { ...save.schema, ...named } }, (request) => {
    const world = worldOf(context, request.params.world);
    const taken = store.worlds.snapshots(world.pk);
    if (taken.length >= mostSnapshots && !taken.some(({ name }) => name === request.params.name)) {
      throw new HttpError(409, `The world has ${mostSnapshots} snapshots, the maximum; delete some.`);
    }
    const created = Date.now();
    const document = JSON.stringify(toDocument(store, world));
    store.worlds.saveSnapshot(world.pk, request.params.name, created, document);
    return { name: request.params.name, created: instant(created) };
  });

  app.post(
    '/worlds/:world/snapshots/:name/restore',
    route('restoreSnapshot', 'Restore the world from a snapshot', 'snapshot', ok(World)),
    (request) => {
      const world = worldOf(context, request.params.world);
      const text = store.worlds.snapshot(world.pk, request.params.name);
      if (text === undefined) throw notFound(`snapshot ${request.params.name}`);
      worlds.restore(world, JSON.parse(text) as WorldDocument);
      return toWorld(store, world, baseUrlOf(request));
    },
  );

  app.delete(
    '/worlds/:world/snapshots/:name',
    route('deleteSnapshot', 'Delete a snapshot', 'snapshot', nothing),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      if (!store.worlds.removeSnapshot(world.pk, request.params.name))
        throw notFound(`snapshot ${request.params.name}`);
      return reply.code(204).send();
    },
  );
};

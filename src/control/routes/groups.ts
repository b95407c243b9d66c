import { Type } from '@sinclair/typebox';
import { Group, GroupChange } from '../../../schemas/control.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { notFound } from '../http-error.ts';
import { ok, route } from '../route.ts';
import { activeTeamOf, teamOf, worldOf } from '../scope.ts';
import { toGroup } from '../views.ts';

export const groupRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  app.get(
    '/worlds/:world/teams/:team/groups',
    route(
      'listGroups',
      'List the groups of a team, with the addresses of their members',
      'team',
      ok(Type.Array(Group)),
    ),
    (request) => {
      const team = teamOf(context, worldOf(context, request.params.world), request.params.team);
      return store.groups.all(team.pk).map((group) => toGroup(store, group));
    },
  );

  app.patch(
    '/worlds/:world/teams/:team/groups/:group',
    route(
      'updateGroup',
      'Set the role that a group, named by id or displayName, gives to its members',
      'group',
      ok(Group),
      {
        body: GroupChange,
      },
    ),
    (request) => {
      const world = worldOf(context, request.params.world);
      const team = activeTeamOf(context, world, request.params.team);
      const { group: name } = request.params;
      const group = store.groups.byId(team.pk, name) ?? store.groups.byName(team.pk, name);
      if (group === undefined) throw notFound(`group ${name} of team ${team.id}`);
      const { id, displayName } = group;
      const { role } = request.body;
      const event = { subject: 'group', id, name: displayName, event: 'role changed', detail: role } as const;
      world.transaction(() => {
        store.groups.save({ ...group, role });
        world.record(team.id, { actor: 'admin' }, event);
      });
      return toGroup(store, { ...group, role });
    },
  );
};

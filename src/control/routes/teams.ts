import { Type } from '@sinclair/typebox';
import { Group, NewTeam, Team, TeamChange } from '../../../schemas/control.ts';
import { changeTeam, toSwitched } from '../../worlds/document.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { HttpError, withBodyPaths } from '../http-error.ts';
import { created, ok, route } from '../route.ts';
import { baseUrlOf, teamOf, worldOf } from '../scope.ts';
import { toGroup, toTeam } from '../views.ts';
import { refuseKey } from './keys.ts';
import { withKey } from './worlds.ts';

export const teamRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store, worlds } = context;

  app.get(
    '/worlds/:world/teams',
    route('listTeams', 'The teams of a world', 'world', ok(Type.Array(Team))),
    (request) => {
      const world = worldOf(context, request.params.world);
      return store.teams.all(world.pk).map((team) => toTeam(store, world, team, baseUrlOf(request)));
    },
  );

  app.post(
    '/worlds/:world/teams',
    route('createTeam', 'Create another team in a world', 'world', created(Team), { body: NewTeam }),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const { id } = request.body;
      if (id !== undefined && store.teams.byId(world.pk, id))
        throw new HttpError(409, `There is a team ${id} already.`);
      refuseKey(store, request.body.key);
      const toBodyPath = (path: string): string => path.replace('/keys/0', '');
      const added = withBodyPaths(toBodyPath, () => worlds.addTeam(world, withKey(request.body)));
      reply.code(201);
      return toTeam(store, world, added, baseUrlOf(request));
    },
  );

  app.get('/worlds/:world/teams/:team', route('getTeam', 'One team', 'team', ok(Team)), (request) => {
    const world = worldOf(context, request.params.world);
    return toTeam(store, world, teamOf(context, world, request.params.team), baseUrlOf(request));
  });

  app.patch(
    '/worlds/:world/teams/:team',
    route(
      'updateTeam',
      'Change a team: profile, quirks, verified domains, SCIM on or off, rate limit',
      'team',
      ok(Team),
      {
        body: TeamChange,
      },
    ),
    (request) => {
      const world = worldOf(context, request.params.world);
      const team = teamOf(context, world, request.params.team);
      const quirks = request.body.quirks && toSwitched(request.body.quirks, '/quirks');
      const changed = world.transaction(() => changeTeam(store, team, { ...request.body, quirks }));
      return toTeam(store, world, changed, baseUrlOf(request));
    },
  );

  app.delete(
    '/worlds/:world/teams/:team',
    route('deleteTeam', 'Postman deletes the team: its keys are 400 from now on', 'team', ok(Team)),
    (request) => {
      const world = worldOf(context, request.params.world);
      const team = { ...teamOf(context, world, request.params.team), deleted: true };
      store.teams.save(team);
      return toTeam(store, world, team, baseUrlOf(request));
    },
  );

  app.get(
    '/worlds/:world/teams/:team/groups',
    route('listGroups', 'The groups of a team, with the addresses of their members', 'team', ok(Type.Array(Group))),
    (request) => {
      const team = teamOf(context, worldOf(context, request.params.world), request.params.team);
      return store.groups.all(team.pk).map((group) => toGroup(store, group));
    },
  );
};

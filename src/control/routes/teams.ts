import { Type } from '@sinclair/typebox';
import { NewTeam, Team, TeamChange } from '../../../schemas/control.ts';
import type { Team as DomainTeam } from '../../domain/team.ts';
import { changeTeam, toSwitched } from '../../worlds/document.ts';
import type { World } from '../../worlds/world.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { HttpError, withBodyPaths } from '../http-error.ts';
import { created, ok, route } from '../route.ts';
import { baseUrlOf, teamOf, worldOf } from '../scope.ts';
import { refuseScim } from '../settings-page.ts';
import { toTeam } from '../views.ts';
import { refuseKey } from './keys.ts';
import { withKey } from './worlds.ts';

const record = (world: World, { id, name }: DomainTeam, event: string, detail: string | null = null): void =>
  world.record(id, { actor: 'admin' }, { subject: 'team', id, name, event, detail });

export const teamRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store, worlds } = context;

  app.get(
    '/worlds/:world/teams',
    route('listTeams', 'List the teams of a world', 'world', ok(Type.Array(Team))),
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
        throw new HttpError(409, `The team ${id} already exists.`);
      refuseKey(store, request.body.key);
      refuseScim(request.body);
      const toBodyPath = (path: string): string => path.replace('/keys/0', '');
      const added = withBodyPaths(toBodyPath, () =>
        worlds.addTeam(world, withKey(request.body), (team) => record(world, team, 'created')),
      );
      reply.code(201);
      return toTeam(store, world, added, baseUrlOf(request));
    },
  );

  app.get('/worlds/:world/teams/:team', route('getTeam', 'Get a team', 'team', ok(Team)), (request) => {
    const world = worldOf(context, request.params.world);
    return toTeam(store, world, teamOf(context, world, request.params.team), baseUrlOf(request));
  });

  app.patch(
    '/worlds/:world/teams/:team',
    route(
      'updateTeam',
      'Change a team: plan, SSO, SCIM on or off, profile, quirks, verified domains, rate limit',
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
      refuseScim(request.body, team);
      const changed = world.transaction(() => {
        const settings = Object.entries(request.body).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
        record(world, team, 'settings changed', settings.join(', '));
        return changeTeam(store, team, { ...request.body, quirks });
      });
      return toTeam(store, world, changed, baseUrlOf(request));
    },
  );

  app.delete(
    '/worlds/:world/teams/:team',
    route('deleteTeam', 'Delete a team, as Postman does; its keys then answer 400', 'team', ok(Team)),
    (request) => {
      const world = worldOf(context, request.params.world);
      const team = { ...teamOf(context, world, request.params.team), deleted: true };
      world.transaction(() => {
        store.teams.save(team);
        record(world, team, 'deleted');
      });
      return toTeam(store, world, team, baseUrlOf(request));
    },
  );
};

import { Type } from '@sinclair/typebox';
import { Member, MemberChange, NewMember } from '../../../schemas/control.ts';
import { addToTeam, editMember } from '../../domain/invites.ts';
import { isScimOn } from '../../domain/scim-settings.ts';
import { setActive } from '../../domain/users.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { HttpError } from '../http-error.ts';
import { created, ok, route } from '../route.ts';
import { activeTeamOf, directoryOf, memberOf, teamOf, worldOf } from '../scope.ts';
import { toMember } from '../views.ts';

export const memberRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  const locate = ({ world: worldId, team: teamId }: { world: string; team: string }, find = teamOf) => {
    const world = worldOf(context, worldId);
    return { world, directory: directoryOf(world, find(context, world, teamId)) };
  };

  app.get(
    '/worlds/:world/teams/:team/members',
    route(
      'listMembers',
      "Everyone who is or was in a team, as Postman's own pages know them",
      'team',
      ok(Type.Array(Member)),
    ),
    (request) => {
      const { directory } = locate(request.params);
      return store.members
        .all(directory.team.pk)
        .filter(({ state }) => state !== 'invited')
        .map((member) => toMember(store, member));
    },
  );

  app.post(
    '/worlds/:world/teams/:team/members',
    route('addMember', 'Add a member without SCIM', 'team', created(Member), { body: NewMember }),
    (request, reply) => {
      const { world, directory } = locate(request.params, activeTeamOf);
      const { email, givenName = '', familyName = '', role = 'developer' } = request.body;
      const member = world.transaction(() => addToTeam(directory, { email, givenName, familyName, role }));
      reply.code(201);
      return toMember(store, member);
    },
  );

  app.get(
    '/worlds/:world/teams/:team/members/:member',
    route('getMember', 'Get a member', 'member', ok(Member)),
    (request) => toMember(store, memberOf(locate(request.params).directory, request.params.member)),
  );

  app.patch(
    '/worlds/:world/teams/:team/members/:member',
    route('updateMember', 'Change a member, as an admin does in the Postman app', 'member', ok(Member), {
      body: MemberChange,
    }),
    (request) => {
      const { world, directory } = locate(request.params);
      return toMember(
        store,
        world.transaction(() => editMember(directory, memberOf(directory, request.params.member), request.body)),
      );
    },
  );

  app.post(
    '/worlds/:world/teams/:team/members/:member/leave',
    route('leaveTeam', 'Leave the team, as the member does; 409 while SCIM is on', 'member', ok(Member)),
    (request) => {
      const world = worldOf(context, request.params.world);
      const directory = directoryOf(world, activeTeamOf(context, world, request.params.team), 'person');
      const member = memberOf(directory, request.params.member);
      if (isScimOn(directory.team)) {
        throw new HttpError(409, `Team ${directory.team.id} has SCIM on, so only an admin can remove its members.`);
      }
      return toMember(
        store,
        world.transaction(() => setActive(directory, member, false)),
      );
    },
  );

  app.delete(
    '/worlds/:world/teams/:team/members/:member',
    route(
      'removeMember',
      'Remove a member, as an admin does; SCIM still lists the user, inactive',
      'member',
      ok(Member),
    ),
    (request) => {
      const { world, directory } = locate(request.params);
      return toMember(
        store,
        world.transaction(() => setActive(directory, memberOf(directory, request.params.member), false)),
      );
    },
  );
};

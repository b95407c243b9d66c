import { Type } from '@sinclair/typebox';
import { Invite, Member, NewInvite } from '../../../schemas/control.ts';
import { acceptInvite, endInvite, sendInvite } from '../../domain/invites.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { created, nothing, ok, route } from '../route.ts';
import { activeTeamOf, directoryOf, inviteOf, teamOf, worldOf } from '../scope.ts';
import { toInvite, toMember } from '../views.ts';

export const inviteRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  const locate = (
    { world: worldId, team: teamId }: { world: string; team: string },
    find = teamOf,
    actor: 'admin' | 'person' = 'admin',
  ) => {
    const world = worldOf(context, worldId);
    return { world, directory: directoryOf(world, find(context, world, teamId), actor) };
  };

  app.get(
    '/worlds/:world/teams/:team/invites',
    route('listInvites', 'List the pending invites of a team', 'team', ok(Type.Array(Invite))),
    (request) => {
      const { directory } = locate(request.params);
      return store.members.invites(directory.team.pk).map((invite) => toInvite(store, invite));
    },
  );

  app.post(
    '/worlds/:world/teams/:team/invites',
    route('sendInvite', 'Invite an address, as an admin does in the Postman app', 'team', created(Invite), {
      body: NewInvite,
    }),
    (request, reply) => {
      const { world, directory } = locate(request.params, activeTeamOf);
      const { email, role = 'developer' } = request.body;
      const invite = world.transaction(() => sendInvite(directory, { email, role, givenName: '', familyName: '' }));
      reply.code(201);
      return toInvite(store, invite);
    },
  );

  app.post(
    '/worlds/:world/teams/:team/invites/:invite/accept',
    route('acceptInvite', 'Accept an invite; the person becomes a member', 'invite', ok(Member)),
    (request) => {
      const { world, directory } = locate(request.params, activeTeamOf, 'person');
      return toMember(
        store,
        world.transaction(() => acceptInvite(directory, inviteOf(directory, request.params.invite))),
      );
    },
  );

  const end = (way: 'decline' | 'cancel', summary: string): void => {
    app.post(
      `/worlds/:world/teams/:team/invites/:invite/${way}`,
      route(`${way}Invite`, summary, 'invite', nothing),
      (request, reply) => {
        const { world, directory } = locate(request.params, teamOf, way === 'decline' ? 'person' : 'admin');
        const past = way === 'decline' ? 'declined' : 'cancelled';
        world.transaction(() => endInvite(directory, inviteOf(directory, request.params.invite), past));
        return reply.code(204).send();
      },
    );
  };
  end('decline', 'The person declines; the address is free again');
  end('cancel', 'An admin takes the invite back; the address is free again');
};

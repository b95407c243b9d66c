import { Type } from '@sinclair/typebox';
import { ApiKey, KeyRegeneration, NewApiKey } from '../../../schemas/control.ts';
import type { ApiKey as DomainKey } from '../../domain/api-key.ts';
import { looksReal, regenerationObstacle } from '../../domain/api-key.ts';
import type { MakerRole } from '../../domain/member.ts';
import type { Team } from '../../domain/team.ts';
import type { Store } from '../../store/store.ts';
import { makerRoleOf, nextKeyId } from '../../worlds/document.ts';
import type { World } from '../../worlds/world.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest, HttpError, notFound } from '../http-error.ts';
import { created, ok, route } from '../route.ts';
import { activeTeamOf, teamOf, worldOf } from '../scope.ts';
import { refuseKeys } from '../settings-page.ts';
import { toApiKey } from '../views.ts';

/** Refuses a key that has no business here, and one that opens a team already. */
export const refuseKey = (store: Store, key: string | undefined): void => {
  if (key === undefined) return;
  if (looksReal(key)) throw badRequest('/key', 'expected a made-up key, got one that looks like a real Postman key');
  if (store.keys.holder(key))
    throw new HttpError(409, 'The key is already in use.', [{ path: '/key', message: 'in use' }]);
};

const record = (world: World, team: Team, { id, name }: DomainKey, event: string, detail: string | null = null): void =>
  world.record(team.id, { actor: 'admin' }, { subject: 'key', id, name, event, detail });

type Wanted = {
  readonly name: string;
  readonly key?: string;
  readonly createdBy: string | null;
  readonly makerRole: MakerRole;
  readonly expires: number | null;
};

export const keyRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  const generate = (world: World, team: Team, wanted: Wanted): DomainKey =>
    world.transaction(() => {
      refuseKey(store, wanted.key);
      const key = wanted.key ?? `emulator-scim-key-${world.id}-${world.ids.next().slice(-12)}`;
      const now = world.clock.wholeSecond();
      const id = nextKeyId(store, team.pk);
      const added = { ...wanted, team: team.pk, id, key, status: 'ACTIVE', replacedBy: null, created: now } as const;
      return store.keys.add(added);
    });

  const locate = ({ world: worldId, team: teamId, key: id }: { world: string; team: string; key: string }) => {
    const world = worldOf(context, worldId);
    const team = teamOf(context, world, teamId);
    const key = store.keys.all(team.pk).find((candidate) => candidate.id === id);
    if (key === undefined) throw notFound(`key ${id} of team ${team.id}`);
    return { world, team, key };
  };

  const change = (world: World, team: Team, key: DomainKey, event: string): ApiKey => {
    world.transaction(() => {
      store.keys.save(key);
      record(world, team, key, event);
    });
    return toApiKey(key, world.clock.now());
  };

  app.get(
    '/worlds/:world/teams/:team/keys',
    route('listKeys', 'List the SCIM API keys of a team', 'team', ok(Type.Array(ApiKey))),
    (request) => {
      const world = worldOf(context, request.params.world);
      const team = teamOf(context, world, request.params.team);
      return store.keys.all(team.pk).map((key) => toApiKey(key, world.clock.now()));
    },
  );

  app.post(
    '/worlds/:world/teams/:team/keys',
    route('generateKey', 'Generate a key; createdBy is the address of the admin', 'team', created(ApiKey), {
      body: NewApiKey,
    }),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const team = activeTeamOf(context, world, request.params.team);
      refuseKeys(team);
      const { name = 'SCIM API key', key, createdBy = null, expires } = request.body;
      const { makerRole = makerRoleOf(store, team, createdBy) } = request.body;
      const generated = world.transaction(() => {
        const made = generate(world, team, {
          name,
          ...(key !== undefined && { key }),
          createdBy,
          makerRole,
          expires: expires === undefined ? null : Date.parse(expires),
        });
        record(world, team, made, 'generated', createdBy);
        return made;
      });
      reply.code(201);
      return toApiKey(generated, world.clock.now());
    },
  );

  app.post(
    '/worlds/:world/teams/:team/keys/:key/regenerate',
    route(
      'regenerateKey',
      'Replace a key; the old one stops working at once or after a grace period',
      'key',
      created(ApiKey),
      {
        body: KeyRegeneration,
      },
    ),
    (request, reply) => {
      const { world, team, key } = locate(request.params);
      const { graceSeconds = 0 } = request.body;
      if (team.deleted) throw new HttpError(409, `Team ${team.id} was deleted.`);
      refuseKeys(team);
      const now = world.clock.now();
      const obstacle = regenerationObstacle(key, now);
      if (obstacle !== undefined) throw new HttpError(409, obstacle);
      const renewed = world.transaction(() => {
        const end = now + graceSeconds * 1000;
        const { name, createdBy, makerRole } = key;
        const successor = generate(world, team, { name, createdBy, makerRole, expires: null });
        store.keys.save({ ...key, replacedBy: successor.id, expires: Math.min(key.expires ?? end, end) });
        record(world, team, key, 'regenerated', `${successor.id}, ${graceSeconds} s of grace`);
        return successor;
      });
      reply.code(201);
      return toApiKey(renewed, world.clock.now());
    },
  );

  app.post(
    '/worlds/:world/teams/:team/keys/:key/revoke',
    route('revokeKey', 'Revoke a key', 'key', ok(ApiKey)),
    (request) => {
      const { world, team, key } = locate(request.params);
      return change(world, team, { ...key, status: 'REVOKED' }, 'revoked');
    },
  );

  app.post(
    '/worlds/:world/teams/:team/keys/:key/expire',
    route('expireKey', 'Expire a key now', 'key', ok(ApiKey)),
    (request) => {
      const { world, team, key } = locate(request.params);
      return change(world, team, { ...key, expires: world.clock.now() }, 'expired');
    },
  );
};

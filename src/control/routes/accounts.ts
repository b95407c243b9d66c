import { Type } from '@sinclair/typebox';
import { Account, AddressChange, NewAccount, PasswordChange } from '../../../schemas/control.ts';
import { addressKey } from '../../domain/address.ts';
import type { Account as DomainAccount } from '../../domain/member.ts';
import { isScimOn } from '../../domain/scim-settings.ts';
import type { World } from '../../worlds/world.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { HttpError, notFound } from '../http-error.ts';
import { created, nothing, ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';

const toAccount = ({ email, givenName, familyName }: DomainAccount): Account => ({ email, givenName, familyName });

const record = (world: World, email: string, event: string, detail: string | null = null): void =>
  world.record(null, { actor: 'person' }, { subject: 'account', id: email, name: email, event, detail });

export const accountRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  const locate = ({ world: id, email }: { world: string; email: string }): DomainAccount => {
    const account = store.accounts.byAddress(worldOf(context, id).pk, addressKey(email));
    if (account === undefined) throw notFound(`account ${email}`);
    return account;
  };

  app.get(
    '/worlds/:world/accounts',
    route('listAccounts', 'List the Postman accounts of a world', 'world', ok(Type.Array(Account))),
    (request) => store.accounts.all(worldOf(context, request.params.world).pk).map(toAccount),
  );

  app.post(
    '/worlds/:world/accounts',
    route('createAccount', 'Create a Postman account outside any team', 'world', created(Account), {
      body: NewAccount,
    }),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const { email, givenName = '', familyName = '' } = request.body;
      if (store.accounts.byAddress(world.pk, addressKey(email))) {
        throw new HttpError(409, `The account ${email} already exists.`);
      }
      reply.code(201);
      return world.transaction(() => {
        record(world, email, 'created');
        return toAccount(store.accounts.add(world.pk, { email, givenName, familyName }));
      });
    },
  );

  app.get('/worlds/:world/accounts/:email', route('getAccount', 'Get an account', 'account', ok(Account)), (request) =>
    toAccount(locate(request.params)),
  );

  app.delete(
    '/worlds/:world/accounts/:email',
    route('deleteAccount', 'Delete an account that was never in a team', 'account', nothing),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const account = locate(request.params);
      if (store.members.inWorld(world.pk, addressKey(account.email)).length > 0) {
        throw new HttpError(409, `${account.email} is or was a member of a team, which still lists it.`);
      }
      world.transaction(() => {
        store.accounts.remove(account.pk);
        record(world, account.email, 'closed');
      });
      return reply.code(204).send();
    },
  );

  /** Refuses what a person cannot do alone while a team of theirs has SCIM on. */
  const refuseManaged = (world: World, { email }: DomainAccount, what: string): void => {
    const memberships = store.members.inWorld(world.pk, addressKey(email)).filter(({ state }) => state === 'active');
    const managing = store.teams
      .all(world.pk)
      .find((team) => isScimOn(team) && !team.deleted && memberships.some((member) => member.team === team.pk));
    if (managing === undefined) return;
    throw new HttpError(409, `Team ${managing.id} has SCIM on, so its members cannot change their ${what}.`);
  };

  app.post(
    '/worlds/:world/accounts/:email/address',
    route(
      'changeAddress',
      'Change the address of an account; 409 while SCIM is on in one of its teams',
      'account',
      ok(Account),
      {
        body: AddressChange,
      },
    ),
    (request) => {
      const world = worldOf(context, request.params.world);
      const account = locate(request.params);
      const { email } = request.body;
      const key = addressKey(email);
      refuseManaged(world, account, 'address');
      const same = key === addressKey(account.email);
      const taken = store.accounts.byAddress(world.pk, key) ?? store.members.inWorld(world.pk, key)[0];
      if (!same && taken !== undefined) throw new HttpError(409, `The address ${email} belongs to another account.`);
      world.transaction(() => {
        store.accounts.changeEmail(world.pk, addressKey(account.email), email);
        record(world, email, 'address changed', `${account.email} to ${email}`);
      });
      return toAccount({ ...account, email });
    },
  );

  app.post(
    '/worlds/:world/accounts/:email/password',
    route(
      'changePassword',
      'Change the password of an account; 409 while SCIM is on in one of its teams',
      'account',
      nothing,
      {
        body: PasswordChange,
      },
    ),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const account = locate(request.params);
      refuseManaged(world, account, 'password');
      world.transaction(() => record(world, account.email, 'password changed'));
      return reply.code(204).send();
    },
  );
};

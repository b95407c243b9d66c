import { Type } from '@sinclair/typebox';
import { Account, NewAccount } from '../../../schemas/control.ts';
import { addressKey } from '../../domain/address.ts';
import type { Account as DomainAccount } from '../../domain/member.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { HttpError, notFound } from '../http-error.ts';
import { created, nothing, ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';

const toAccount = ({ email, givenName, familyName }: DomainAccount): Account => ({ email, givenName, familyName });

export const accountRoutes = (app: ControlApp, context: ControlContext): void => {
  const { store } = context;

  const locate = ({ world: id, email }: { world: string; email: string }): DomainAccount => {
    const account = store.accounts.byAddress(worldOf(context, id).pk, addressKey(email));
    if (account === undefined) throw notFound(`account ${email}`);
    return account;
  };

  app.get(
    '/worlds/:world/accounts',
    route('listAccounts', 'The Postman accounts of a world', 'world', ok(Type.Array(Account))),
    (request) => store.accounts.all(worldOf(context, request.params.world).pk).map(toAccount),
  );

  app.post(
    '/worlds/:world/accounts',
    route('createAccount', 'Someone signs up at Postman, outside any team', 'world', created(Account), {
      body: NewAccount,
    }),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const { email, givenName = '', familyName = '' } = request.body;
      if (store.accounts.byAddress(world.pk, addressKey(email))) {
        throw new HttpError(409, `There is an account ${email} already.`);
      }
      reply.code(201);
      return toAccount(store.accounts.add(world.pk, { email, givenName, familyName }));
    },
  );

  app.get('/worlds/:world/accounts/:email', route('getAccount', 'One account', 'account', ok(Account)), (request) =>
    toAccount(locate(request.params)),
  );

  app.delete(
    '/worlds/:world/accounts/:email',
    route('deleteAccount', 'Someone closes their account; not while they are in a team', 'account', nothing),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const account = locate(request.params);
      if (store.members.inWorld(world.pk, addressKey(account.email)).length > 0) {
        throw new HttpError(409, `${account.email} is or was in a team, which goes on listing it.`);
      }
      store.accounts.remove(account.pk);
      return reply.code(204).send();
    },
  );
};

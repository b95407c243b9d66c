import { Type } from '@sinclair/typebox';
import { Fault, NewFault } from '../../../schemas/control.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { toFaultRule } from '../fault-rule.ts';
import { HttpError, notFound } from '../http-error.ts';
import { created, nothing, ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';
import { toFault } from '../views.ts';

/** Of a world: every request is matched with each rule. */
const mostFaults = 1000;

export const faultRoutes = (app: ControlApp, context: ControlContext): void => {
  app.get(
    '/worlds/:world/faults',
    route(
      'listFaults',
      'List the fault rules of a world, with the number of times each applied',
      'world',
      ok(Type.Array(Fault)),
    ),
    (request) => worldOf(context, request.params.world).faults.all.map(toFault),
  );

  app.post(
    '/worlds/:world/faults',
    route('addFault', 'Add a fault rule', 'world', created(Fault), { body: NewFault }),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      if (world.faults.all.length >= mostFaults) {
        throw new HttpError(409, `The world has ${mostFaults} rules, the maximum; remove some.`);
      }
      reply.code(201);
      return toFault(world.faults.add(toFaultRule(request.body)));
    },
  );

  app.delete(
    '/worlds/:world/faults',
    route('removeFaults', 'Remove all fault rules', 'world', nothing),
    (request, reply) => {
      worldOf(context, request.params.world).faults.clear();
      return reply.code(204).send();
    },
  );

  app.get('/worlds/:world/faults/:fault', route('getFault', 'Get a fault rule', 'fault', ok(Fault)), (request) => {
    const fault = worldOf(context, request.params.world).faults.byId(request.params.fault);
    if (fault === undefined) throw notFound(`fault ${request.params.fault}`);
    return toFault(fault);
  });

  app.delete(
    '/worlds/:world/faults/:fault',
    route('removeFault', 'Remove a fault rule', 'fault', nothing),
    (request, reply) => {
      if (!worldOf(context, request.params.world).faults.remove(request.params.fault)) {
        throw notFound(`fault ${request.params.fault}`);
      }
      return reply.code(204).send();
    },
  );
};

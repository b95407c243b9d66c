import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callOf } from './answer.ts';
import { addExplainHeaders } from './explain-headers.ts';

/** Enters an answered call into its world's journal. A status of 0 stands for a connection that was cut. */
export const recordCall = (request: FastifyRequest, status: number, responseBody: string | null): void => {
  const call = callOf(request);
  const { world, team, fault } = call;
  if (!world || world.journal.capacity === 0) return;
  const { id = null } = (request.params ?? {}) as { id?: string };
  world.journal.add({
    sequence: world.journal.sequence + 1,
    time: world.clock.now(),
    arrived: call.arrived,
    duration: performance.now() - call.arrived,
    method: request.method,
    url: request.url,
    operation: call.operation,
    team: team?.id ?? null,
    resource: id,
    rawHeaders: request.raw.rawHeaders,
    keyForm: call.keyForm,
    requestBody: Buffer.isBuffer(request.body) ? request.body.toString() : null,
    status,
    responseBody: responseBody || null,
    fault: fault ? { rule: fault.id, when: fault.when, effect: fault.effect.kind } : null,
    limited: call.limited,
    reason: call.reason,
    outcomes: call.outcomes,
    quirks: call.quirks,
    changes: call.changes,
  });
};

/** Takes every answer down before it is sent, so that who has the answer finds the entry. */
export const keepJournal = (app: FastifyInstance): void => {
  app.addHook<string>('onSend', (request, reply, payload, done) => {
    addExplainHeaders(request, reply, callOf(request));
    recordCall(request, reply.statusCode, payload ?? null);
    done();
  });
};

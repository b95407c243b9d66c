import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';
import type { RequestBody } from './request-body.ts';
import type { RequestTrace } from './trace.ts';

/**
 * Whether a request is not a client's: a page of another site sent it, or it leads outside SCIM without a key that opens a
 * team. A browser that is pointed at the server asks for a favicon.
 */
const isStranger = ({ url, headers }: FastifyRequest, team: Caller['team']): boolean =>
  headers['sec-fetch-site'] === 'cross-site' || (team === undefined && !/^\/+scim\/v2(?![^/?#])/.test(url));

/** Enters an answered request into its world's journal, a stranger's into none. A status of 0 stands for a connection that was cut. */
export const recordCall = (
  request: FastifyRequest,
  { world, team, keyForm }: Caller,
  trace: RequestTrace,
  status: number,
  responseBody: string,
): void => {
  if (world.journal.capacity === 0 || isStranger(request, team)) return;
  const { id = null } = (request.params ?? {}) as { id?: string };
  const { fault } = trace;
  world.journal.add({
    time: world.clock.now(),
    arrived: trace.arrived,
    duration: performance.now() - trace.arrived,
    method: request.method,
    url: request.url,
    operation: trace.operation,
    team: team?.id ?? null,
    resource: id,
    rawHeaders: request.raw.rawHeaders,
    keyForm,
    requestBody: (request.body as RequestBody | null | undefined)?.bytes ?? null,
    status,
    responseBody: responseBody || null,
    fault: fault ? { rule: fault.id, when: fault.when, effect: fault.effect.kind } : null,
    limited: trace.limited,
    reason: trace.reason,
    outcomes: trace.outcomes,
    quirks: trace.quirks,
    changes: trace.changes,
  });
};

import { STATUS_CODES } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { OperationId } from '../domain/operation.ts';
import type { Fault, FaultEffect } from '../worlds/faults.ts';
import type { Answer } from './answer.ts';
import type { Caller } from './caller.ts';
import { tooManyRequests } from './rate-limit.ts';
import type { RequestBody } from './request-body.ts';
import type { RequestTrace } from './trace.ts';
import { documentedError } from './write/errors.ts';

const reasonOfFault = ({ id, when, effect }: Fault): string =>
  `the fault rule ${id} applied its effect ${effect.kind} ${when} the work`;

/** The fault rule that applies to a request; undefined where none does, or where one applied already. The trace notes it. */
export const applyFault = (
  request: FastifyRequest,
  { faults }: Caller['world'],
  trace: RequestTrace,
  when: Fault['when'],
): Fault | undefined => {
  if (faults.none || trace.operation === null || trace.fault !== undefined) return undefined;
  const { id = null } = (request.params ?? {}) as { id?: string };
  const fault = faults.apply(when, trace.operation, id, () => (request.body as RequestBody | null | undefined)?.json);
  if (fault === undefined) return undefined;
  trace.fault = fault;
  if (fault.effect.kind !== 'delay') trace.reason = reasonOfFault(fault);
  return fault;
};

const proxyPage = (status: number): string => {
  const title = `${status} ${STATUS_CODES[status]}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
};

/** The answer of a fault that answers in place of the operation; undefined for a fault that does something else. */
export const faultAnswer = (
  effect: FaultEffect,
  operation: OperationId,
  rateLimit: Caller['rateLimit'],
): Answer | undefined => {
  switch (effect.kind) {
    case 'rate-limit':
      return tooManyRequests(rateLimit, effect.retryAfterSeconds);
    case 'error':
      return documentedError(operation, effect.status);
    case 'proxy-page':
      return { status: effect.status, body: proxyPage(effect.status), contentType: 'text/html' };
    default:
      return undefined;
  }
};

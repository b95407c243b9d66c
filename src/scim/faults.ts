import { STATUS_CODES } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationId } from '../domain/operation.ts';
import type { Fault } from '../worlds/faults.ts';
import { answer, answerError, callOf } from './answer.ts';
import type { Call } from './call.ts';
import { recordCall } from './journal.ts';
import { tooManyRequests } from './rate-limit.ts';
import { documentedError } from './write/errors.ts';

const proxyPage = (status: number): string => {
  const title = `${status} ${STATUS_CODES[status]}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
};

const reset = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.hijack();
  recordCall(request, 0, null);
  const { socket } = request.raw;
  if (typeof socket.resetAndDestroy === 'function') socket.resetAndDestroy();
  else reply.raw.destroy();
};

/** Promises the whole body, sends the first bytes of it and hangs up. */
const truncate = (request: FastifyRequest, reply: FastifyReply, body: string, bytes: number): void => {
  const whole = Buffer.from(body);
  const part = whole.subarray(0, Math.min(bytes, Math.max(0, whole.length - 1)));
  const { statusCode } = reply;
  reply.hijack();
  recordCall(request, statusCode, part.toString());
  const headers = reply.getHeaders() as Record<string, string>;
  reply.raw.writeHead(statusCode, { ...headers, 'content-length': String(whole.length) });
  reply.raw.write(part, () => reply.raw.destroy());
};

const reasonOfFault = ({ id, when, effect }: Fault): string =>
  `the fault rule ${id} applied its effect ${effect.kind} ${when} the work`;

/** Answers in place of the work that is not done. */
const applyBefore = (request: FastifyRequest, reply: FastifyReply, operation: OperationId, fault: Fault): void => {
  const { effect } = fault;
  const { rateLimit } = callOf(request);
  if (effect.kind === 'rate-limit') answerError(reply, tooManyRequests(reply, rateLimit, effect.retryAfterSeconds));
  else if (effect.kind === 'proxy-page') answer(reply, effect.status, proxyPage(effect.status), 'text/html');
  else if (effect.kind === 'error') answerError(reply, documentedError(operation, effect.status));
  else reset(request, reply);
};

/** What is sent in place of the answer to work that was done; undefined where nothing is. */
const applyAfter = (
  request: FastifyRequest,
  reply: FastifyReply,
  operation: OperationId,
  fault: Fault,
  body: string,
): string | undefined => {
  const { effect } = fault;
  switch (effect.kind) {
    case 'error':
    case 'rate-limit': {
      const answered =
        effect.kind === 'error'
          ? documentedError(operation, effect.status)
          : tooManyRequests(reply, callOf(request).rateLimit, effect.retryAfterSeconds);
      reply.code(answered.status).header('content-type', answered.contentType);
      return answered.body;
    }
    case 'proxy-page':
      reply.code(effect.status).header('content-type', 'text/html');
      return proxyPage(effect.status);
    case 'malformed-json':
      return body.slice(0, Math.max(1, body.length - 1));
    case 'truncate':
      truncate(request, reply, body, effect.bytes);
      return undefined;
    case 'reset':
      reset(request, reply);
      return undefined;
    case 'delay':
      return body;
  }
};

const apply = (call: Call, request: FastifyRequest, when: Fault['when']): Fault | undefined => {
  if (!call.world || call.world.faults.none || call.operation === null || call.fault) return undefined;
  const { id = null } = (request.params ?? {}) as { id?: string };
  return call.world.faults.apply(when, call.operation, id, () => {
    try {
      return JSON.parse(String(request.body ?? ''));
    } catch {
      return undefined;
    }
  });
};

/** Delays in real time, which end early when the server is to stop. */
const createDelay = (app: FastifyInstance) => {
  const waiting = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const goOn of waiting) goOn();
  });
  return (milliseconds: number, done: () => void): void => {
    const goOn = (): void => {
      clearTimeout(timer);
      waiting.delete(goOn);
      done();
    };
    const timer = setTimeout(goOn, milliseconds);
    waiting.add(goOn);
  };
};

/** Lets the world's fault rules apply: before the work, or after it was committed. */
export const injectFaults = (app: FastifyInstance): void => {
  const delay = createDelay(app);
  app.addHook('preHandler', (request, reply, done) => {
    const call = callOf(request);
    const fault = apply(call, request, 'before');
    if (fault === undefined || call.operation === null) return done();
    call.fault = fault;
    if (fault.effect.kind !== 'delay') call.reason = reasonOfFault(fault);
    if (fault.effect.kind === 'delay') delay(fault.effect.milliseconds, done);
    else applyBefore(request, reply, call.operation, fault);
  });

  app.addHook<string>('onSend', (request, reply, payload, done) => {
    const call = callOf(request);
    // What was refused did no work that anything could apply after.
    const fault = reply.statusCode < 400 ? apply(call, request, 'after') : undefined;
    if (fault === undefined || call.operation === null) return done();
    call.fault = fault;
    if (fault.effect.kind === 'delay') {
      delay(fault.effect.milliseconds, () => done(null, payload));
      return;
    }
    call.reason = reasonOfFault(fault);
    const sent = applyAfter(request, reply, call.operation, fault, payload ?? '');
    if (sent !== undefined) done(null, sent);
  });
};

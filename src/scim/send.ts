import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../worlds/faults.ts';
import type { Answer } from './answer.ts';
import type { Caller } from './caller.ts';
import { callerOf, traceOf } from './caller.ts';
import type { Delay } from './delay.ts';
import { addExplainHeaders } from './explain-headers.ts';
import { applyFault, faultAnswer } from './faults.ts';
import { recordCall } from './journal.ts';
import { rateLimitHeaders } from './rate-limit.ts';
import { contentTypeUnder, payloadUnder } from './routing.ts';

const setHead = (
  reply: FastifyReply,
  { rateLimit, profile }: Caller,
  { status, body, contentType, headers }: Answer,
): void => {
  reply.code(status);
  if (rateLimit !== undefined) reply.headers(rateLimitHeaders(rateLimit));
  if (headers !== undefined) reply.headers(headers);
  if (body !== '') reply.header('content-type', contentTypeUnder(profile, contentType));
};

/** Records an answer and sends it; recorded first, because a client that has the answer looks for the entry. */
const sendWhole = (request: FastifyRequest, reply: FastifyReply, answer: Answer): void => {
  const caller = callerOf(request);
  const trace = traceOf(request);
  setHead(reply, caller, answer);
  addExplainHeaders(request, reply, trace);
  recordCall(request, caller, trace, answer.status, answer.body);
  reply.send(answer.body === '' ? undefined : payloadUnder(caller.profile, answer.body));
};

/** Resets the connection in place of an answer. */
export const resetConnection = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.hijack();
  recordCall(request, callerOf(request), traceOf(request), 0, '');
  const { socket } = request.raw;
  if (typeof socket.resetAndDestroy === 'function') socket.resetAndDestroy();
  else reply.raw.destroy();
};

/** Announces the whole body, sends its first bytes and closes the connection. */
const sendTruncated = (request: FastifyRequest, reply: FastifyReply, answer: Answer, bytes: number): void => {
  const caller = callerOf(request);
  const whole = Buffer.from(answer.body);
  const part = whole.subarray(0, Math.min(bytes, Math.max(0, whole.length - 1)));
  setHead(reply, caller, answer);
  reply.hijack();
  recordCall(request, caller, traceOf(request), answer.status, part.toString());
  const headers = reply.getHeaders() as Record<string, string>;
  reply.raw.writeHead(answer.status, { ...headers, 'content-length': String(whole.length) });
  reply.raw.write(part, () => reply.raw.destroy());
};

/** Lets a fault replace, spoil or delay the answer to work that is committed. */
const sendFaulty = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  { effect }: Fault,
  delay: Delay,
): void => {
  if (effect.kind === 'delay') delay(effect.milliseconds, () => sendWhole(request, reply, answer));
  else if (effect.kind === 'reset') resetConnection(request, reply);
  else if (effect.kind === 'truncate') sendTruncated(request, reply, answer, effect.bytes);
  else if (effect.kind === 'malformed-json') {
    sendWhole(request, reply, { ...answer, body: answer.body.slice(0, Math.max(1, answer.body.length - 1)) });
  } else {
    const { operation } = traceOf(request);
    const replaced = operation === null ? undefined : faultAnswer(effect, operation, callerOf(request).rateLimit);
    sendWhole(request, reply, replaced ?? answer);
  }
};

export type Send = (request: FastifyRequest, reply: FastifyReply, answer: Answer) => void;

/** Creates the one way to answer a SCIM request. A fault applies after work only, and a refused request did none. */
export const createSend =
  (delay: Delay): Send =>
  (request, reply, answer) => {
    const fault =
      answer.status < 400 ? applyFault(request, callerOf(request).world, traceOf(request), 'after') : undefined;
    if (fault === undefined) sendWhole(request, reply, answer);
    else sendFaulty(request, reply, answer, fault, delay);
  };

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from './call.ts';
import type { ErrorAnswer } from './write/errors.ts';

export const json = 'application/json; charset=utf-8';

export const answer = (reply: FastifyReply, status: number, body: string, contentType = json): FastifyReply =>
  reply.code(status).header('content-type', contentType).send(body);

export const answerError = (reply: FastifyReply, { status, body, contentType }: ErrorAnswer): FastifyReply =>
  answer(reply, status, body, contentType);

/** The call behind a request of SCIM's routes, where there always is one. */
export const callOf = (request: FastifyRequest): Call => {
  if (request.call === null) throw new Error('no call on a SCIM route');
  return request.call;
};

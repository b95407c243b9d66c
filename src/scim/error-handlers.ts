import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ScimError } from '../domain/scim-error.ts';
import { json } from './answer.ts';
import { traceOf } from './caller.ts';
import { bodyLimit } from './content-types.ts';
import type { Send } from './send.ts';
import { malformedRequestAnswer, scimErrorAnswer, serverErrorAnswer } from './write/errors.ts';

const unreadableReasons: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is shorter or longer than its Content-Length',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'the Content-Type is not a media type',
};

/** What Fastify itself refuses (a body too large, a broken content type) is unreadable to Postman. */
const toScimError = (error: unknown): ScimError | undefined => {
  if (error instanceof ScimError) return error;
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === undefined || statusCode >= 500) return undefined;
  return code === 'FST_ERR_CTP_BODY_TOO_LARGE'
    ? new ScimError('invalid-syntax', 'body-limit', `the body is longer than ${bodyLimit} bytes`)
    : new ScimError('invalid-syntax', 'invalid-syntax', unreadableReasons[code ?? ''] ?? 'the body cannot be read');
};

/** Answers a ScimError with Postman's error, and any other error with Postman's 500 and a line in the log. */
export const answerErrors = (app: FastifyInstance, send: Send): void => {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const trace = traceOf(request);
    const refusal = toScimError(error);
    if (refusal === undefined) {
      request.log.error({ err: error, operation: trace.operation }, 'a request could not be answered');
      return send(request, reply, serverErrorAnswer(trace.operation ?? 'createScimUser'));
    }
    trace.refuse(refusal.quirk, refusal.reason);
    return send(request, reply, scimErrorAnswer(refusal.code, trace.operation));
  });
};

/** An expectation other than 100-continue: Node would answer 417 without a body. */
export const answerUnmetExpectation = (_request: IncomingMessage, response: ServerResponse): void => {
  const { status, body, contentType } = malformedRequestAnswer(400);
  const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body), connection: 'close' };
  response.writeHead(status, headers).end(body);
};

/** Answers on the bare socket what never became a request: no HTTP, or headers without end. */
export const answerMalformed = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = malformedRequestAnswer(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${json}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
};

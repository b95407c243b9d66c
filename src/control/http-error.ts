import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem as ProblemDocument } from '../../schemas/control.ts';
import type { ScimErrorCode } from '../domain/scim-error.ts';
import { ScimError } from '../domain/scim-error.ts';
import { DocumentError } from '../worlds/document-error.ts';
import type { FieldError } from './validate.ts';

/** What the control plane refuses; answered as RFC 9457 says. */
export class HttpError extends Error {
  readonly status: number;
  readonly errors: readonly FieldError[];

  constructor(status: number, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

export const notFound = (what: string): HttpError => new HttpError(404, `${what}: not found.`);

/** A body that is well formed and yet cannot be: names the field. */
export const badRequest = (path: string, message: string): HttpError =>
  new HttpError(400, message, [{ path, message }]);

/** Does what needs a document made from the body; what is wrong with that is said of the body's own fields. */
export const withBodyPaths = <T>(toBodyPath: (path: string) => string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw error instanceof DocumentError ? badRequest(toBodyPath(error.path), error.message) : error;
  }
};

const refusals: Partial<Record<ScimErrorCode, [status: number, detail: string]>> = {
  'user-exists': [409, 'The address belongs to a member of the team, or to a pending invite.'],
  'group-name-taken': [409, "The group's name is taken."],
  'user-not-found': [404, 'The member does not exist.'],
  'group-not-found': [404, 'The group does not exist.'],
};

type Invalid = { readonly instancePath?: string; readonly message?: string };

const partNames: Readonly<Record<string, string>> = { body: 'body', querystring: 'query', params: 'path' };

const ofValidation = (errors: readonly Invalid[], part: string): HttpError => {
  const fields = errors.map(({ instancePath = '', message = '' }) => ({ path: instancePath, message }));
  const [first] = fields;
  return new HttpError(400, `${part} ${first?.path || '/'}: ${first?.message ?? 'expected another value'}.`, fields);
};

const toProblem = (error: unknown): HttpError | undefined => {
  if (error instanceof HttpError) return error;
  if (error instanceof DocumentError) return badRequest(error.path, error.message);
  if (error instanceof ScimError)
    return new HttpError(...(refusals[error.code] ?? [400, 'Postman rejects this request.']));
  const { statusCode, code, validation, validationContext } = error as Partial<FastifyError>;
  if (validation) return ofValidation(validation, partNames[validationContext ?? 'body'] ?? 'request');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new HttpError(415, 'Content-Type: expected application/json, got another media type.');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new HttpError(413, 'The body is too large.');
  if (statusCode !== undefined && statusCode < 500) return new HttpError(400, 'The body is not valid JSON.');
  return undefined;
};

/** Answers with a problem document. */
export const sendProblem = (reply: FastifyReply, problem: HttpError): FastifyReply => {
  const document: ProblemDocument = {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    ...(problem.errors.length > 0 && { errors: [...problem.errors] }),
  };
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(document));
};

/** Answers what leads nowhere, URLs that cannot be read included. */
export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const [path = ''] = request.url.split('?');
  return sendProblem(
    reply,
    notFound(`${request.method} ${path.slice(0, 200)}; /_emulator/openapi.json lists the operations`),
  );
};

export const registerErrorHandler = (app: FastifyInstance): void => {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error);
    if (problem === undefined) request.log.error({ err: error }, 'a control request could not be answered');
    return sendProblem(reply, problem ?? new HttpError(500, 'The emulator failed; its log contains the cause.'));
  });
  app.setNotFoundHandler(answerNotFound);
};

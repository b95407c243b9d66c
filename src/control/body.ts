import type { FastifyInstance } from 'fastify';
import { isValidJson } from '../masking/json.ts';
import { HttpError } from './http-error.ts';

/** Bytes of a body that holds no document. */
const ordinaryLimit = 1024 * 1024;

/** Bytes of a world's document or a goal: half of the longest string that V8 has. */
const documentLimit = 256 * 1024 * 1024;

const documentRoutes = new Set(['createWorld', 'importWorld', 'declareGoal']);

/** Deeper than anything that is sent for a reason; JSON.stringify overflows the stack on a value that is deeper by far. */
const deepest = 64;

/** Values of a body: each takes far more memory than the bytes it is written in. */
const mostValues = 10_000_000;

/** The problem with the structure of a JSON text, found before it is parsed; undefined for one that is fit to parse. */
const structureProblem = (body: Buffer): string | undefined => {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === 0x22) {
      for (at = body.indexOf(0x22, at + 1); at > 0; at = body.indexOf(0x22, at + 1)) {
        let slashes = 0;
        while (body[at - 1 - slashes] === 0x5c) slashes += 1;
        if (slashes % 2 === 0) break;
      }
      // A string without end: the parser tells.
      if (at < 0) return undefined;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      values += 1;
      if (depth > deepest) return 'The body is nested too deep.';
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    else if (byte === 0x2c) values += 1;
    if (values > mostValues) return `The body has more than ${mostValues.toLocaleString('en')} values.`;
  }
  return undefined;
};

/** Bounds the body of each route: only a document may be long. */
export const limitBodies = (app: FastifyInstance): void => {
  app.addHook('onRoute', (options) => {
    const { operationId = '' } = (options.schema ?? {}) as { operationId?: string };
    options.bodyLimit = documentRoutes.has(operationId) ? documentLimit : ordinaryLimit;
  });
};

/**
 * Takes JSON, and nothing at all for {}: a body without a required value can be left out. A route that takes no body does
 * not look at the one that clients send out of habit.
 */
export const registerJsonParser = (app: FastifyInstance): void => {
  const read = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const problem = structureProblem(body);
    if (problem !== undefined) return done(new HttpError(400, problem));
    const text = body.toString();
    if (text.trim() === '') return done(null, undefined);
    return read(request, text, (error, parsed) => {
      if (error === null) return done(null, parsed);
      if (!isValidJson(text)) return done(new HttpError(400, 'The body is not valid JSON.'));
      return done(
        new HttpError(400, 'The body contains the name __proto__ or constructor.prototype, which is not allowed.'),
      );
    });
  });
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    const unread = body.length === 0 || request.routeOptions.schema?.body === undefined;
    done(
      unread ? null : new HttpError(415, 'Content-Type: expected application/json, got another media type.'),
      undefined,
    );
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined && request.routeOptions.schema?.body !== undefined) request.body = {};
    done();
  });
};

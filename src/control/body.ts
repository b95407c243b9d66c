import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.ts';

/** Deeper than anything that is sent for a reason; JSON.stringify overflows the stack on what is deeper by far. */
const isDeep = (value: unknown, left = 64): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1)));

/**
 * Takes JSON, and nothing at all for {}: what need not be said can be left out. A route that takes no body does not
 * look at what clients send out of habit.
 */
export const registerJsonParser = (app: FastifyInstance): void => {
  const read = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.trim() === '') return done(null, undefined);
    return read(request, text, (error, body) =>
      error === null && isDeep(body) ? done(new HttpError(400, 'The body is nested too deep.')) : done(error, body),
    );
  });
  app.addContentTypeParser<string>('*', { parseAs: 'string' }, (request, text, done) => {
    const unread = text === '' || request.routeOptions.schema?.body === undefined;
    done(unread ? null : new HttpError(415, 'Send application/json.'), undefined);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined && request.routeOptions.schema?.body !== undefined) request.body = {};
    done();
  });
};

import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/**
 * Takes JSON, and nothing at all for {}: what need not be said can be left out. A route that takes no body does not
 * look at what clients send out of habit.
 */
export const takeJson = (app: FastifyInstance): void => {
  const read = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.trim() === '') done(null, undefined);
    else read(request, text, done);
  });
  app.addContentTypeParser<string>('*', { parseAs: 'string' }, (request, text, done) => {
    const unread = text === '' || request.routeOptions.schema?.body === undefined;
    done(unread ? null : new Problem(415, 'Send application/json.'), undefined);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined && request.routeOptions.schema?.body !== undefined) request.body = {};
    done();
  });
};

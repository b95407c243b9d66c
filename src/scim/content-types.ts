import type { FastifyInstance } from 'fastify';

/** Bytes (quirk body-limit). */
export const bodyLimit = 1024 * 1024;

/**
 * Takes bodies as they come, of two types (quirk scim-json-accepted): JSON is read where a route wants it, so that it is checked after key, team, rate limit
 * and fault. A body of another type counts as none.
 */
export const acceptBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/scim+json'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, null));
};

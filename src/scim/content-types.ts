import type { FastifyInstance } from 'fastify';
import { RequestBody } from './request-body.ts';

/** Bytes (quirk body-limit). */
export const bodyLimit = 1024 * 1024;

/**
 * Takes bodies of two types as they come (quirk scim-json-accepted): JSON is parsed where it is first needed, because the body is checked after key,
 * team, rate limit and fault. A body of another type counts as none.
 */
export const acceptBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/scim+json'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, new RequestBody(body as Buffer)),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, null));
};

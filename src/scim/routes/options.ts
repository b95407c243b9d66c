import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Profile } from '../../quirks/profiles.ts';
import { methodsOf, scimPaths } from '../routing.ts';

export type NotFound = (request: FastifyRequest, reply: FastifyReply) => void;

/** OPTIONS under `routing=express`: the router of that family answers it, before any key is looked at. */
export const optionsRoutes = (
  app: FastifyInstance,
  profileOf: (headers: IncomingHttpHeaders) => Profile,
  notFound: NotFound,
): void => {
  for (const path of scimPaths) {
    app.route({
      method: 'OPTIONS',
      url: path,
      // A body that cannot be read does not decide whether the request is routed.
      errorHandler: (_error, request, reply) => notFound(request, reply),
      handler: (request, reply) => {
        const profile = profileOf(request.headers);
        const groups = profile['groups-endpoint'] === 'routed' || !path.startsWith('/Groups');
        if (profile.routing === 'exact' || !groups) return notFound(request, reply);
        const methods = methodsOf(path);
        reply.code(200).headers({ allow: methods, 'content-type': 'text/html; charset=utf-8' }).send(methods);
      },
    });
  }
};

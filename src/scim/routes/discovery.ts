import type { FastifyInstance } from 'fastify';
import { answer, callOf } from '../answer.ts';
import { routeOf } from '../route.ts';
import { resourceTypesText, toServiceProviderConfigText } from '../write/discovery.ts';

export const discoveryRoutes = (app: FastifyInstance): void => {
  app.get(...routeOf('getScimResourceTypes'), (_request, reply) => answer(reply, 200, resourceTypesText));

  app.get(...routeOf('getScimServiceProviderConfig'), (request, reply) => {
    callOf(request).quirk('discovery-location');
    return answer(reply, 200, toServiceProviderConfigText(`${request.protocol}://${request.host}/scim/v2`));
  });
};

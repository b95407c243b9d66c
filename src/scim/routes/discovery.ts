import type { FastifyInstance } from 'fastify';
import type { Admit, ScimRoute } from '../admission.ts';
import { resourceTypesText, toServiceProviderConfigText } from '../write/discovery.ts';

export const discoveryRoutes = (app: FastifyInstance, admit: Admit): void => {
  app.route<ScimRoute>(admit('getScimResourceTypes', 200, () => resourceTypesText));

  app.route<ScimRoute>(
    admit('getScimServiceProviderConfig', 200, (request, _admitted, trace) => {
      trace.quirk('discovery-location');
      return toServiceProviderConfigText(`${request.protocol}://${request.host}/scim/v2`);
    }),
  );
};

import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { AnyObject } from '../../../schemas/control.ts';
import { exactly } from '../../../schemas/shapes.ts';
import { ProfileName } from '../../../schemas/world-document.ts';
import { toScimOpenApi } from '../../openapi/scim-openapi.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { ok, route } from '../route.ts';
import { baseUrlOf } from '../scope.ts';

const Wanted = exactly({
  profile: Type.Optional(
    Type.Unsafe<Static<typeof ProfileName>>({
      ...ProfileName,
      description: 'Without it: the profile in force in the first team of the default world, with its quirks',
    }),
  ),
});

export const scimDescriptionRoutes = (app: ControlApp, { store, worlds }: ControlContext): void => {
  app.get(
    '/scim.openapi.json',
    route('getScimDescription', 'Get the OpenAPI description of the emulated SCIM API', 'none', ok(AnyObject), {
      querystring: Wanted,
    }),
    (request) => {
      const serverUrl = baseUrlOf(request);
      const { profile } = request.query;
      if (profile !== undefined) return toScimOpenApi(profile, { serverUrl });
      const [team] = store.teams.all(worlds.default.pk);
      return toScimOpenApi(team?.profileName ?? 'classic', { serverUrl, quirks: team?.switched ?? {} });
    },
  );
};

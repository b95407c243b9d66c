import { Explanation, ScimRequest } from '../../../schemas/control.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { explain } from '../explanation.ts';
import { ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';

export const explainRoutes = (app: ControlApp, context: ControlContext): void => {
  app.post(
    '/worlds/:world/explain',
    route(
      'explainRequest',
      'Explain the answer to a SCIM request; the world does not change',
      'world',
      ok(Explanation),
      {
        body: ScimRequest,
      },
    ),
    (request) =>
      explain(context.store, worldOf(context, request.params.world), request.body as ScimRequest, context.rehearse),
  );
};

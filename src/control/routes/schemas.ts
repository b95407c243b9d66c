import { AnyObject } from '../../../schemas/control.ts';
import { reportSchema, worldDocumentSchema } from '../../../schemas/published.ts';
import type { ControlApp } from '../context.ts';
import { ok, route } from '../route.ts';

export const schemaRoutes = (app: ControlApp): void => {
  app.get(
    '/world-document.schema.json',
    route('getWorldDocumentSchema', 'Get the JSON Schema of a world document', 'none', ok(AnyObject)),
    () => worldDocumentSchema,
  );
  app.get(
    '/report.schema.json',
    route('getReportSchema', 'Get the JSON Schema of a report', 'none', ok(AnyObject)),
    () => reportSchema,
  );
};

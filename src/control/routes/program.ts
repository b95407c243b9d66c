import { AnyObject, Health, Program, Quirklist } from '../../../schemas/control.ts';
import type { QuirkId } from '../../quirks/catalogue.ts';
import { quirkOf, quirks } from '../../quirks/catalogue.ts';
import { profiles } from '../../quirks/profiles.ts';
import { version } from '../../version.ts';
import type { ControlApp } from '../context.ts';
import { toComponents } from '../description.ts';
import { ok, route } from '../route.ts';

const links = {
  name: 'postman-scim-emulator',
  version,
  scim: '/scim/v2',
  description: '/_emulator/openapi.json',
  scimDescription: '/_emulator/scim.openapi.json',
  quirks: '/_emulator/quirks',
  worlds: '/_emulator/worlds',
  worldDocumentSchema: '/_emulator/world-document.schema.json',
  reportSchema: '/_emulator/report.schema.json',
};

export const programRoutes = (app: ControlApp): void => {
  app.get('/', route('getProgram', 'Get the version of the emulator and its links', 'none', ok(Program)), () => links);
  app.get('/health', route('getHealth', 'Check that the server is ready', 'none', ok(Health)), () => ({
    status: 'ok' as const,
    version,
  }));
  app.get(
    '/openapi.json',
    route('getDescription', 'Get the OpenAPI description of the control plane', 'none', ok(AnyObject)),
    () => toComponents(app.swagger()),
  );
  app.get('/quirks', route('listQuirks', 'List every emulated quirk with its evidence', 'none', ok(Quirklist)), () => ({
    profiles,
    quirks: (Object.keys(quirks) as QuirkId[]).map((id) => ({ id, ...quirkOf(id) })),
  }));
};

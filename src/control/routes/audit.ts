import { AuditPage, AuditQuery } from '../../../schemas/control.ts';
import { addressKey } from '../../domain/address.ts';
import type { AuditEntry } from '../../store/audit.ts';
import { readAudit } from '../../worlds/audit.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';
import { toAuditView } from '../views.ts';

/** The fields of an entry that a query gives exactly. */
const exact = ['team', 'actor', 'key', 'subject', 'id', 'event'] as const;

const matches = (query: AuditQuery, entry: AuditEntry): boolean =>
  exact.every((field) => query[field] === undefined || query[field] === entry[field]) &&
  (query.name === undefined || addressKey(query.name) === addressKey(entry.name)) &&
  (query.since === undefined || entry.time >= Date.parse(query.since)) &&
  (query.until === undefined || entry.time <= Date.parse(query.until)) &&
  (query.after === undefined || entry.sequence > query.after);

export const auditRoutes = (app: ControlApp, context: ControlContext): void => {
  app.get(
    '/worlds/:world/audit',
    route(
      'listEvents',
      'List the changes of people, groups and keys with their actors, oldest first',
      'world',
      ok(AuditPage),
      {
        querystring: AuditQuery,
      },
    ),
    (request) => {
      const world = worldOf(context, request.params.world);
      const found = readAudit(context.store, world).filter((entry) => matches(request.query, entry));
      const entries = found.slice(-(request.query.limit ?? 100));
      return {
        total: found.length,
        entries: entries.map((entry) => toAuditView(context.masking, entry)),
      };
    },
  );
};

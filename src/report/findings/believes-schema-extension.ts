import { isObject } from '../call.ts';
import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { wantedOf } from '../resource.ts';
import { times } from '../wording.ts';

const extension = 'urn:ietf:params:scim:schemas:extension:';

export const believesSchemaExtension: FindingKind = {
  id: 'believes-schema-extension',
  severity: 'warning',
  title: 'Believes that the enterprise extension is required',
  explanation:
    '/ResourceTypes says that the enterprise extension is required. Postman neither checks, stores nor returns it: department, manager and the like are lost.',
  remedy: 'Leave the extension out.',
  quirks: ['enterprise-extension'],
  detect: () => {
    const seen = new Incidents();
    const readers = new Recent<string, true>(1_000);
    return {
      take(call) {
        if (call.operation === 'getScimResourceTypes') {
          if (call.entry.status === 200) readers.set(call.client, true);
          return;
        }
        if (readers.size === 0 || !readers.has(call.client) || !call.succeeded) return;
        for (const [name, value] of wantedOf(call)) {
          if (!name.startsWith(extension)) continue;
          const attributes = isObject(value) ? Object.keys(value).join(', ') : name.slice(name.lastIndexOf(':') + 1);
          seen.add(call, `ignored: ${attributes || 'an empty extension'}`);
          break;
        }
      },
      conclude: () =>
        seen.sum((count) => `After it had read /ResourceTypes, the client sent the extension ${times(count)}.`),
    };
  },
};

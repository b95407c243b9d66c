import { extensionUrn } from '../body.ts';
import type { Call } from '../call.ts';
import { detection, type FindingKind, type Occurrence } from '../finding.ts';
import { several, times } from '../wording.ts';

/** Returns the calls of a run, each with whether its client had read a discovery endpoint before. */
const afterReading = (calls: readonly Call[], operation: Call['operation']): Call[] => {
  const readers = new Set<string>();
  return calls.filter((call) => {
    if (call.operation !== operation) return readers.has(call.client);
    if (call.status === 200) readers.add(call.client);
    return false;
  });
};

const believesServiceProviderConfig: FindingKind = {
  id: 'believes-service-provider-config',
  severity: 'warning',
  title: 'Believes what ServiceProviderConfig promises',
  explanation:
    'It says patch.supported and filter.supported. PATCH of a user changes `active` only, and filters are userName eq and displayName eq.',
  remedy: 'Do not switch features on by ServiceProviderConfig. Use what is known to work.',
  quirks: ['patch-active-only', 'filter-attributes'],
  detect: ({ calls }) =>
    detection(
      afterReading(calls, 'getScimServiceProviderConfig').flatMap((call) =>
        call.operation === null
          ? []
          : call.entry.outcomes.flatMap(({ path, outcome, quirk }): Occurrence[] => {
              if (path === '?filter' && quirk?.startsWith('filter-refused'))
                return [{ call, note: 'filter.supported, yet this filter is not' }];
              if (quirk !== 'patch-active-only') return [];
              return [{ call, note: `patch.supported, yet ${path} was ${outcome}` }];
            }),
      ),
      (count) =>
        `After it had read ServiceProviderConfig, the client did ${several(count, 'thing')} promised there and not supported.`,
    ),
};

const believesSchemaExtension: FindingKind = {
  id: 'believes-schema-extension',
  severity: 'warning',
  title: 'Believes that the enterprise extension is required',
  explanation:
    '/ResourceTypes says that the enterprise extension is required. Postman neither checks, stores nor returns it: department, manager and the like are lost.',
  remedy: 'Leave the extension out.',
  quirks: ['enterprise-extension'],
  detect: ({ calls }) =>
    detection(
      afterReading(calls, 'getScimResourceTypes').flatMap((call): Occurrence[] => {
        if (!call.succeeded || (call.created?.kind ?? call.answered?.kind) !== 'users') return [];
        const extension = [...call.sent.attributes].find(([name]) => name.startsWith(extensionUrn));
        return extension === undefined ? [] : [{ call, note: `ignored: ${extension[1] || 'an empty extension'}` }];
      }),
      (count) => `After it had read /ResourceTypes, the client sent the extension ${times(count)}.`,
    ),
};

/** Asked so often in a row, with nothing after it, is a client that cannot read the answer. */
const insisting = 2;

const resourceTypesAsList: FindingKind = {
  id: 'resource-types-as-list',
  severity: 'warning',
  title: 'Expects a list from /ResourceTypes',
  explanation:
    'RFC 7644 has a ListResponse there. Postman answers a bare JSON array, without totalResults or Resources, and has no paging there.',
  remedy: 'Read an array too, or leave /ResourceTypes out: the answer is always User and Group.',
  quirks: ['resource-types-array'],
  detect: ({ calls }) => {
    const asked: Occurrence[] = [];
    const inARow = new Map<string, Occurrence[]>();
    for (const call of calls) {
      if (call.operation === null) continue;
      if (call.operation !== 'getScimResourceTypes') {
        inARow.delete(call.client);
        continue;
      }
      if (call.status !== 200 || !call.isGenuine) continue;
      const parameters = ['startIndex', 'count', 'filter'].filter((name) => call.query.has(name));
      if (parameters.length > 0) asked.push({ call, note: `sent ${parameters.join(', ')}; answered with an array` });
      else {
        const row = inARow.get(call.client) ?? [];
        row.push({ call, note: 'answered with an array; nothing else followed' });
        inARow.set(call.client, row);
      }
    }
    const stopped = [...inARow.values()].filter((row) => row.length >= insisting);
    const found = detection([...asked, ...stopped.flat()], () =>
      [
        ...(asked.length > 0 ? ['/ResourceTypes was asked for pages or a filter.'] : []),
        ...(stopped.length > 0 ? ['A client asked for /ResourceTypes again and again, and then stopped.'] : []),
      ].join(' '),
    );
    return found && { ...found, count: asked.length + stopped.length };
  },
};

export const discovery: readonly FindingKind[] = [
  believesServiceProviderConfig,
  believesSchemaExtension,
  resourceTypesAsList,
];

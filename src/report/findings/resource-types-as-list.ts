import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';

/** Asked so often in a row, with nothing after it, is a client that cannot read the answer. */
const insisting = 2;

export const resourceTypesAsList: FindingKind = {
  id: 'resource-types-as-list',
  severity: 'warning',
  title: 'Expects a list from /ResourceTypes',
  explanation:
    'RFC 7644 has a ListResponse there. Postman answers a bare JSON array, without totalResults or Resources, and has no paging there.',
  remedy: 'Read an array too, or leave /ResourceTypes out: the answer is always User and Group.',
  quirks: ['resource-types-array'],
  detect: () => {
    const seen = new Incidents();
    const inARow = new Recent<string, Incidents>(1_000);
    return {
      take(call) {
        if (call.operation === null) return;
        if (call.operation !== 'getScimResourceTypes') {
          if (inARow.size > 0) inARow.delete(call.client);
          return;
        }
        if (call.entry.status !== 200 || !call.isGenuine) return;
        const parameters = ['startIndex', 'count', 'filter'].filter((name) => call.query.has(name));
        if (parameters.length > 0) seen.add(call, `sent ${parameters.join(', ')}; answered with an array`);
        else {
          const row = inARow.get(call.client) ?? new Incidents();
          row.add(call, 'answered with an array; nothing else followed');
          inARow.set(call.client, row);
        }
      },
      conclude: () => {
        const stopped = [...inARow.values()].filter((row) => row.count >= insisting);
        const count = seen.count + stopped.length;
        if (count === 0) return undefined;
        const summary = [
          ...(seen.count > 0 ? ['/ResourceTypes was asked for pages or a filter.'] : []),
          ...(stopped.length > 0 ? ['A client asked for /ResourceTypes again and again, and then stopped.'] : []),
        ].join(' ');
        return { summary, count, examples: [...seen.examples, ...stopped.flatMap((row) => row.examples)].slice(0, 5) };
      },
    };
  },
};

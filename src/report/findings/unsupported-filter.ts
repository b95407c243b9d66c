import { eachCall, type FindingKind } from '../finding.ts';
import { brief, several } from '../wording.ts';

export const unsupportedFilter: FindingKind = {
  id: 'unsupported-filter',
  severity: 'error',
  title: 'Uses a filter that Postman does not have',
  explanation: 'Postman answers 400. Users are filtered by userName eq, groups by displayName eq, and by nothing else.',
  remedy: 'Filter by those, or page through the list and compare in the client.',
  quirks: ['filter-attributes', 'filter-refused-users', 'filter-refused-groups', 'filter-active'],
  detect: eachCall(
    (call) =>
      call.entry.status === 400 &&
      call.entry.quirks.some((id) => id === 'filter-refused-users' || id === 'filter-refused-groups')
        ? brief(call.query.get('filter') ?? '')
        : undefined,
    (count) => `${several(count, 'filter')} ${count === 1 ? 'was' : 'were'} refused with 400.`,
  ),
};

import { quirk } from './quirk.ts';

export const lists = {
  'items-per-page': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'itemsPerPage echoes count, not the number of resources returned.',
    evidence: 'The one example that can tell has one resource and itemsPerPage 2.',
    values: {
      count: 'itemsPerPage is count, after the cut to 100',
      returned: 'itemsPerPage is the number of resources in the answer',
    },
  }),
  'count-cap': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'count is 100 by default, and more is cut to 100.',
    evidence: 'The default is documented; the cut is read from filter.maxResults in ServiceProviderConfig.',
  }),
  'count-bounds': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'count of 0 or less gives no resources; what is no number is taken as the default.',
    evidence: 'RFC 7644 §3.4.2.4.',
  }),
  'start-index-below-one': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'startIndex below 1 is taken as 1; from 2026-08 on it is refused.',
    evidence: 'RFC 7644 §3.4.2.4; the 2026-08 edition says "must be 1 or greater", without an answer.',
    values: {
      one: 'it is taken as 1',
      refuse: 'it is 400',
    },
  }),
  'list-order': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'Lists are in the order of creation, and stable.',
    evidence: 'Nothing is said; paging needs some stable order.',
  }),
  'filter-attributes': quirk({
    area: 'lists',
    confidence: 'documented',
    description: 'Users can be filtered by userName eq, groups by displayName eq, and by nothing else.',
    evidence: 'OpenAPI definition.',
  }),
  'filter-refused-users': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'Another filter on users is 400 with the text documented for groups.',
    evidence: "The definition gives only the deleted team's 400 for users.",
  }),
  'filter-refused-groups': quirk({
    area: 'lists',
    confidence: 'documented',
    description: 'Another filter on groups is 400.',
    evidence: 'OpenAPI definition.',
  }),
  'filter-active': quirk({
    area: 'lists',
    confidence: 'documented',
    description: 'Whether users can be filtered by active.',
    evidence: 'OpenAPI definition, 2025 edition on.',
    values: {
      refuse: 'active eq is not supported',
      accept: 'active eq "true" and "false" are, quoted or not',
    },
  }),
  'filter-case': quirk({
    area: 'lists',
    confidence: 'documented',
    description: 'The value in a filter regards letter case.',
    evidence: 'OpenAPI definition.',
  }),
  'filter-keyword-case': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'The attribute name and eq may be written in any letter case.',
    evidence: 'RFC 7644 §3.4.2.2.',
  }),
  'filter-single-quotes': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'Single quotes around the value are accepted.',
    evidence: "A public connector sends userName eq 'a@b.c'.",
  }),
  'raw-plus': quirk({
    area: 'lists',
    confidence: 'documented',
    description: 'Values must be URL-encoded: a raw + in the query is a space.',
    evidence: 'OpenAPI definition.',
  }),
  'unknown-parameters': quirk({
    area: 'lists',
    confidence: 'inferred',
    description: 'Query parameters other than filter, startIndex and count are ignored.',
    evidence: 'Entra sends excludedAttributes, and Entra is supported.',
  }),
} as const;

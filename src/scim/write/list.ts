import type { Trace } from '../../domain/trace.ts';
import type { Profile } from '../../quirks/profiles.ts';
import type { Page } from '../read/list-query.ts';

/** A ListResponse (RFC 7644 §3.4.2) of resources that are JSON text already. */
export const toListText = (
  profile: Profile,
  page: Page,
  totalResults: number,
  resources: readonly string[],
  trace: Trace,
): string => {
  if (page.count !== resources.length) trace.quirk('items-per-page');
  const itemsPerPage = profile['items-per-page'] === 'count' ? page.count : resources.length;
  return (
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],' +
    `"totalResults":${totalResults},"startIndex":${page.startIndex},"itemsPerPage":${itemsPerPage},` +
    `"Resources":[${resources.join(',')}]}`
  );
};

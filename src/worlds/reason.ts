import type { JournalEntry } from './journal-entry.ts';
import { refusedFilterReason } from './refused-filter.ts';

type Refusal = Pick<JournalEntry, 'reason' | 'quirks' | 'url'>;

/**
 * The cause of a refusal in plain words, null where nothing was refused. A refused filter is parsed here, because the
 * call itself needs no more than the refusal.
 */
export const reasonOf = ({ reason, quirks, url }: Refusal): string | null => {
  if (reason !== null) return reason;
  const users = quirks.includes('filter-refused-users');
  if (!users && !quirks.includes('filter-refused-groups')) return null;
  const filters = new URLSearchParams(url.slice(url.indexOf('?') + 1)).getAll('filter');
  if (filters.length > 1) return 'the query has more than one filter';
  return refusedFilterReason(filters[0] ?? '', users ? 'userName' : 'displayName');
};

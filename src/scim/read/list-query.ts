import { ScimError } from '../../domain/scim-error.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Profile } from '../../quirks/profiles.ts';
import type { Comparison } from './filter.ts';
import { readComparison } from './filter.ts';

/** The query of a request, decoded, a raw + to a space (quirk raw-plus); a parameter sent more than once is an array. */
export type Query = { readonly [name: string]: string | readonly string[] | undefined };

export type Page = { readonly startIndex: number; readonly count: number };

const pageSize = 100;

/**
 * A number as JavaScript's `Number` reads it, cut to a whole one (quirk page-numbers). Undefined for an empty text and for
 * what is not a number, which stand for the default (quirk count-bounds).
 */
const wholeNumber = (text: Query[string]): number | undefined => {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const number = Math.trunc(Number(text));
  return Number.isNaN(number)
    ? undefined
    : Math.max(Math.min(number, Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER);
};

/** Notes a number that is read from a text that is not a whole number. */
const noteReading = (name: 'startIndex' | 'count', text: Query[string], trace: Trace): void => {
  const whole = typeof text === 'string' && /^\s*[+-]?\d+\s*$/.test(text);
  if (!whole) trace.quirk('page-numbers');
  trace.outcome(`?${name}`, whole ? 'stored' : 'coerced', whole ? undefined : 'page-numbers');
};

const readStartIndex = (query: Query, profile: Profile, trace: Trace): number => {
  if (query.startIndex === undefined) return 1;
  const sent = wholeNumber(query.startIndex);
  if (sent !== undefined && sent >= 1) {
    noteReading('startIndex', query.startIndex, trace);
    return sent;
  }
  const refused = sent !== undefined && profile['start-index-below-one'] === 'refuse';
  trace.outcome('?startIndex', refused ? 'rejected' : 'coerced', 'start-index-below-one');
  trace.quirk('start-index-below-one');
  if (refused) {
    throw new ScimError('start-index-refused', 'start-index-below-one', 'startIndex must be 1 or greater');
  }
  return 1;
};

const readCount = (query: Query, trace: Trace): number => {
  if (query.count === undefined) return pageSize;
  const sent = wholeNumber(query.count);
  const count = Math.max(0, Math.min(sent ?? pageSize, pageSize));
  if (count === sent) {
    noteReading('count', query.count, trace);
    return count;
  }
  const quirk = sent !== undefined && sent > pageSize ? 'count-cap' : 'count-bounds';
  trace.outcome('?count', 'coerced', quirk);
  trace.quirk(quirk);
  return count;
};

/** RFC 7644 §3.4.2.4. */
export const readPage = (query: Query, profile: Profile, trace: Trace): Page => {
  const startIndex = readStartIndex(query, profile, trace);
  return { startIndex, count: readCount(query, trace) };
};

const refuseFilter = (quirk: 'filter-refused-users' | 'filter-refused-groups', trace: Trace): never => {
  trace.outcome('?filter', 'rejected', quirk);
  throw new ScimError('filter-refused', quirk, null);
};

const readFilter = (query: Query, trace: Trace): Comparison | 'none' | undefined => {
  const { filter } = query;
  if (filter === undefined) return 'none';
  const comparison = typeof filter === 'string' ? readComparison(filter) : undefined;
  if (comparison?.singleQuoted) trace.quirk('filter-single-quotes');
  return comparison;
};

/** Every parameter but those three has no effect (quirk unknown-parameters). */
const ignoreOthers = (query: Query, trace: Trace): void => {
  for (const name of Object.keys(query)) {
    if (name !== 'filter' && name !== 'startIndex' && name !== 'count') {
      trace.outcome(`?${name}`, 'ignored', 'unknown-parameters');
    }
  }
};

export type UserFilter = { readonly userName: string } | { readonly active: boolean } | undefined;

export const readUserFilter = (query: Query, profile: Profile, trace: Trace): UserFilter => {
  ignoreOthers(query, trace);
  const comparison = readFilter(query, trace);
  if (comparison === 'none') return undefined;
  const { attribute, value } = comparison ?? {};
  if (attribute === 'username' && typeof value === 'string') {
    trace.outcome('?filter', 'stored', 'filter-attributes');
    return { userName: value };
  }
  if (attribute === 'active' && profile['filter-active'] === 'accept' && /^(true|false)$/.test(String(value))) {
    trace.outcome('?filter', 'stored', 'filter-active');
    return { active: String(value) === 'true' };
  }
  return refuseFilter('filter-refused-users', trace);
};

/** The displayName that is asked for. */
export const readGroupFilter = (query: Query, trace: Trace): string | undefined => {
  ignoreOthers(query, trace);
  const comparison = readFilter(query, trace);
  if (comparison === 'none') return undefined;
  if (comparison?.attribute === 'displayname' && typeof comparison.value === 'string') {
    trace.outcome('?filter', 'stored', 'filter-attributes');
    return comparison.value;
  }
  return refuseFilter('filter-refused-groups', trace);
};

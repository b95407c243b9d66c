import type { JournalEntry } from '../worlds/journal-entry.ts';
import type { Kind } from './body.ts';

/** One page of a list, as it was asked for and answered. */
export type Page = {
  readonly kind: Kind;
  /** True for a list that a filter narrows. */
  readonly filtered: boolean;
  readonly start: number;
  /** The count that the client asked for; undefined where it left count out. */
  readonly asked: number | undefined;
  readonly total: number;
  readonly perPage: number;
  readonly returned: number;
};

const numberIn = (head: string, name: string): number => {
  const at = head.indexOf(name);
  return at < 0 ? 0 : Number.parseInt(head.slice(at + name.length, at + name.length + 16), 10) || 0;
};

const wholeNumber = (text: string | null): number | undefined =>
  text !== null && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;

/** Reads the numbers of a list from its head, because parsing a page of a hundred resources for them is slow. */
export const readPage = (entry: JournalEntry, query: URLSearchParams | undefined): Page | undefined => {
  const { operation, status, responseBody } = entry;
  if (operation !== 'getScimUserResources' && operation !== 'getScimGroupResources') return undefined;
  if (status !== 200 || responseBody === null) return undefined;
  const beginning = responseBody.slice(0, 400);
  const resources = beginning.indexOf('"Resources"');
  const head = resources < 0 ? beginning : beginning.slice(0, resources);
  const total = numberIn(head, '"totalResults":');
  const start = numberIn(head, '"startIndex":') || 1;
  const perPage = numberIn(head, '"itemsPerPage":');
  return {
    kind: operation === 'getScimUserResources' ? 'users' : 'groups',
    filtered: query?.has('filter') ?? false,
    start,
    asked: query && wholeNumber(query.get('count')),
    total,
    perPage,
    returned: Math.max(0, Math.min(perPage, total - start + 1)),
  };
};

/** A look-up by filter, as it was made. */
export type LookUp = { readonly kind: Kind; readonly value: string; readonly found: boolean };

/** Reads the compared value of a filter of one `eq`. */
export const readFilterValue = (filter: string): string | undefined => {
  const found = /^\s*[A-Za-z.]+\s+eq\s+(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*$/i.exec(filter);
  if (found === null) return undefined;
  return found[1]?.replace(/\\(.)/g, '$1') ?? found[2];
};

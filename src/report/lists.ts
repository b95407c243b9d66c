import type { Call } from './call.ts';
import { Recent } from './recent.ts';

/** One page of a list, as it was asked for and answered. */
export type Page = {
  readonly kind: 'users' | 'groups';
  /** True for a list that a filter narrows. */
  readonly filtered: boolean;
  readonly start: number;
  /** What the client asked for; undefined where it left count out. */
  readonly asked: number | undefined;
  readonly total: number;
  readonly perPage: number;
  readonly returned: number;
};

/** The pages of one list that a client read one after another, from a page that starts at 1 to the next such. */
export type Walk = { readonly pages: Page[]; readonly kind: Page['kind'] };

const pagesKept = 1_000;

const numberIn = (head: string, name: string): number => {
  const at = head.indexOf(name);
  return at < 0 ? 0 : Number.parseInt(head.slice(at + name.length, at + name.length + 16), 10) || 0;
};

const wholeNumber = (text: string | null): number | undefined =>
  text !== null && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;

/** Reads the numbers of a list from its head: parsing a page of a hundred resources for them would be a waste. */
export const toPage = (call: Call): Page | undefined => {
  const { operation, entry } = call;
  if (operation !== 'getScimUserResources' && operation !== 'getScimGroupResources') return undefined;
  if (entry.status !== 200 || !call.isGenuine || entry.responseBody === null) return undefined;
  const resources = entry.responseBody.indexOf('"Resources"');
  const head = entry.responseBody.slice(0, resources < 0 ? 400 : resources);
  const total = numberIn(head, '"totalResults":');
  const start = numberIn(head, '"startIndex":') || 1;
  const perPage = numberIn(head, '"itemsPerPage":');
  return {
    kind: operation === 'getScimUserResources' ? 'users' : 'groups',
    filtered: call.rawQuery !== '' && call.query.has('filter'),
    start,
    asked: call.rawQuery === '' ? undefined : wholeNumber(call.query.get('count')),
    total,
    perPage,
    returned: Math.max(0, Math.min(perPage, total - start + 1)),
  };
};

/** The walks that are under way, by client and kind. */
export class Walks {
  readonly #open = new Recent<string, Walk>(1_000);

  /** Takes an unfiltered page; gives the walk it belongs to, and the one that it ends. */
  take(client: string, page: Page): { readonly walk: Walk; readonly ended: Walk | undefined } {
    const key = `${client} ${page.kind}`;
    const current = this.#open.get(key);
    if (current !== undefined && page.start > 1) {
      if (current.pages.length < pagesKept) current.pages.push(page);
      return { walk: current, ended: undefined };
    }
    const walk: Walk = { kind: page.kind, pages: [page] };
    this.#open.set(key, walk);
    return { walk, ended: current };
  }

  open(): Iterable<Walk> {
    return this.#open.values();
  }
}

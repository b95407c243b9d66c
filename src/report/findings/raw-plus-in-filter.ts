import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

/** A raw + between the quotes of the compared value; outside of them it is a space, as meant. */
const plusInValue = (query: string): string | undefined => {
  const filter = query.split('&').find((parameter) => parameter.startsWith('filter='));
  if (filter?.includes('+') !== true) return undefined;
  const value = /(?:"|%22)(.*)(?:"|%22)/.exec(filter)?.[1] ?? /(?:'|%27)(.*)(?:'|%27)/.exec(filter)?.[1];
  return value !== undefined && /[^+]\+[^+]*(?:@|%40)/.test(value) ? value : undefined;
};

export const rawPlusInFilter: FindingKind = {
  id: 'raw-plus-in-filter',
  severity: 'error',
  title: 'A raw + in a filter finds nobody',
  means:
    'In a query + is a space. Postman looks for an address with a space in it, finds nobody, and POST answers 409.',
  remedy: 'URL-encode the filter: + is %2B. encodeURIComponent and URLSearchParams do it.',
  quirks: ['raw-plus'],
  detect: eachCall(
    (call) => (call.isRead && call.operation !== null ? plusInValue(call.rawQuery) : undefined),
    (count) => `${several(count, 'look-up')} had a raw + in the address.`,
  ),
};

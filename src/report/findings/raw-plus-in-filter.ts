import type { QuirkId } from '../../quirks/catalogue.ts';
import type { Call } from '../call.ts';
import { type FindingKind, Incidents } from '../finding.ts';
import { capacity, Recent } from '../recent.ts';
import { keyOf, nameIn } from '../resource.ts';
import { several } from '../wording.ts';

/** A raw + between the quotes of the compared value; outside of them it is a space, as meant. */
const plusInValue = (query: string): string | undefined => {
  const filter = query.split('&').find((parameter) => parameter.startsWith('filter='));
  if (filter?.includes('+') !== true) return undefined;
  const value = /(?:"|%22)(.*)(?:"|%22)/.exec(filter)?.[1] ?? /(?:'|%27)(.*)(?:'|%27)/.exec(filter)?.[1];
  return value !== undefined && /[^+]\+[^+]*(?:@|%40)/.test(value) ? value : undefined;
};

/** Whom no look-up finds, however it is written. */
const otherwiseHidden = new Set<QuirkId>(['pending-invite-conflict', 'other-team']);

export const rawPlusInFilter: FindingKind = {
  id: 'raw-plus-in-filter',
  severity: 'error',
  title: 'A raw + in a filter finds nobody',
  explanation:
    'In a query + is a space. Postman looks for an address with a space in it, finds nobody, and POST answers 409 for whoever is there.',
  remedy: 'URL-encode the filter: + is %2B. encodeURIComponent and URLSearchParams do it.',
  quirks: ['raw-plus'],
  detect: () => {
    const seen = new Incidents();
    const looked = new Recent<string, true>(capacity);
    const refused = new Recent<string, true>(capacity);
    /** Whether somebody was there whom the look-up did not find. */
    let missed = false;
    const note = (call: Call, address: string, one: Map<string, true>, other: Map<string, true>): void => {
      const key = keyOf(call.client, 'users', address.replaceAll('+', ' '));
      one.set(key, true);
      missed ||= other.has(key);
    };
    return {
      take(call, memory) {
        if (call.operation === 'createScimUser') {
          const address = nameIn(call)?.name;
          if (call.entry.status === 409 && call.isGenuine && address?.includes('+')) {
            if (!call.entry.quirks.some((quirk) => otherwiseHidden.has(quirk))) note(call, address, refused, looked);
          }
        } else if (call.isRead && call.operation !== null) {
          const value = plusInValue(call.rawQuery);
          if (value === undefined) return;
          seen.add(call, value);
          if (memory.lookUp?.found === false) note(call, memory.lookUp.value, looked, refused);
        }
      },
      conclude: () => {
        const sighting = seen.sum((count) => `${several(count, 'look-up')} had a raw + in the address.`);
        return sighting && !missed ? { ...sighting, severity: 'warning' } : sighting;
      },
    };
  },
};

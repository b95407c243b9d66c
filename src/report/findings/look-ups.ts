import type { QuirkId } from '../../quirks/catalogue.ts';
import { keyOf } from '../body.ts';
import type { Call } from '../call.ts';
import { byCall, detection, type FindingKind, type Occurrence } from '../finding.ts';
import { agree, brief, people, several } from '../wording.ts';

/** People whom no look-up finds, however it is written. */
const hiddenAnyway = new Set<QuirkId>(['pending-invite-conflict', 'other-team']);

const meetsHidden = (call: Call): boolean => call.entry.quirks.some((quirk) => hiddenAnyway.has(quirk));

const unsupportedFilter: FindingKind = {
  id: 'unsupported-filter',
  severity: 'error',
  title: 'Uses a filter that Postman does not have',
  explanation: 'Postman answers 400. Users are filtered by userName eq, groups by displayName eq, and by nothing else.',
  remedy: 'Filter by those, or page through the list and compare in the client.',
  quirks: ['filter-attributes', 'filter-refused-users', 'filter-refused-groups', 'filter-active'],
  detect: byCall(
    (call) =>
      call.status === 400 &&
      call.entry.quirks.some((id) => id === 'filter-refused-users' || id === 'filter-refused-groups')
        ? brief(call.query.get('filter') ?? '')
        : undefined,
    (count) => `${several(count, 'filter')} ${agree(count, 'was', 'were')} refused with 400.`,
  ),
};

const lookupLetterCase: FindingKind = {
  id: 'lookup-letter-case',
  severity: 'error',
  title: 'Looks people up in another letter case',
  explanation:
    "Postman's filter regards letter case, its addresses do not. The look-up finds nobody, POST answers 409, and the person can never be matched.",
  remedy:
    "After a 409 look for the stored spelling: page through /Users and compare without regard to case. Then keep Postman's id.",
  quirks: ['filter-case', 'address-case'],
  detect: (run) =>
    detection(
      run.calls.flatMap((call): Occurrence[] => {
        if (call.operation !== 'createScimUser' || call.status !== 409 || !call.isGenuine) return [];
        const userName = call.created?.name;
        if (userName === undefined) return [];
        const looked = run.lookUpBy(call, 'users', userName);
        if (looked === undefined || looked.found) return [];
        const stored = run.spellingBy(call, 'users', userName);
        const isKnown = stored !== undefined && stored !== looked.value;
        if ((!call.entry.quirks.includes('address-case') && !isKnown) || meetsHidden(call)) return [];
        const spelling = isKnown ? `stored as ${stored}` : 'stored in another letter case';
        const note = `looked for ${looked.value}, found nobody, then 409: ${spelling}`;
        return [{ call, note, subject: userName }];
      }),
      (_count, subjects) =>
        `${people(subjects.length)} had been looked up in another letter case than stored. Nobody was found, and POST met 409.`,
    ),
};

/** Returns the compared value with a raw + in it; outside of the quotes a + is a space, as meant. */
const plusInValue = (query: string): string | undefined => {
  const filter = query.split('&').find((parameter) => parameter.startsWith('filter='));
  if (filter?.includes('+') !== true) return undefined;
  const value = /(?:"|%22)(.*)(?:"|%22)/.exec(filter)?.[1] ?? /(?:'|%27)(.*)(?:'|%27)/.exec(filter)?.[1];
  return value !== undefined && /[^+]\+[^+]*(?:@|%40)/.test(value) ? value : undefined;
};

const rawPlusInFilter: FindingKind = {
  id: 'raw-plus-in-filter',
  severity: 'error',
  title: 'A raw + in a filter finds nobody',
  explanation:
    'In a query + is a space. Postman looks for an address with a space in it, finds nobody, and POST answers 409 for a person who is there.',
  remedy: 'URL-encode the filter: + is %2B. encodeURIComponent and URLSearchParams do it.',
  quirks: ['raw-plus'],
  detect: ({ calls }) => {
    const occurrences: Occurrence[] = [];
    const looked = new Set<string>();
    const refused = new Set<string>();
    const keyWithSpaces = ({ client }: Call, address: string) => keyOf(client, 'users', address.replaceAll('+', ' '));
    for (const call of calls) {
      if (call.operation === 'createScimUser') {
        const address = call.created?.name;
        if (call.status !== 409 || !call.isGenuine || !address?.includes('+') || meetsHidden(call)) continue;
        refused.add(keyWithSpaces(call, address));
      } else if (call.isRead && call.operation !== null) {
        const value = plusInValue(call.rawQuery);
        if (value === undefined) continue;
        occurrences.push({ call, note: value });
        if (call.lookUp?.found === false) looked.add(keyWithSpaces(call, call.lookUp.value));
      }
    }
    const found = detection(occurrences, (count) => `${several(count, 'look-up')} had a raw + in the address.`);
    // Somebody was there whom the look-up did not find: only then harm was done.
    const isHarmless = ![...looked].some((address) => refused.has(address));
    return found && (isHarmless ? { ...found, severity: 'warning' } : found);
  },
};

const filterEncodedTwice: FindingKind = {
  id: 'filter-encoded-twice',
  severity: 'error',
  title: 'Encodes the value of a filter twice',
  explanation: 'The value still holds %40, %2B or %20 after decoding. Postman looks for that text, and finds nobody.',
  remedy: 'Encode the whole filter once. encodeURIComponent and URLSearchParams need a value that is not encoded.',
  quirks: ['filter-attributes'],
  detect: byCall(
    ({ lookUp }) =>
      lookUp !== undefined && !lookUp.found && /%(40|2b|20)/i.test(lookUp.value) ? lookUp.value : undefined,
    (count) => `${several(count, 'look-up')} had an encoded value within the filter.`,
  ),
};

export const lookUps: readonly FindingKind[] = [
  unsupportedFilter,
  lookupLetterCase,
  rawPlusInFilter,
  filterEncodedTwice,
];

import { styleText } from 'node:util';
import type { Masking } from '../masking/masking.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import type { World } from '../worlds/world.ts';

/** Text of a client, without the control characters that a terminal carries out. */
const clean = (value: string): string => value.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').slice(0, 200);

/** The name of the resource that a body is about; the domain of an address is left out. */
const subjectOf = (body: string | null): string => {
  try {
    const { userName, displayName } = JSON.parse(body ?? '{}') as { userName?: unknown; displayName?: unknown };
    if (typeof userName === 'string') return clean(userName.replace(/@.*$/s, '@...'));
    return typeof displayName === 'string' ? `"${clean(displayName)}"` : '';
  } catch {
    return '';
  }
};

/** One line on one request: `POST /Users 201 taylor.lee@... ignored: emails, title`. */
export const requestLine = (entry: JournalEntry, masking: Pick<Masking, 'url' | 'text'>): string => {
  const ignored = entry.outcomes.filter(({ outcome }) => outcome === 'ignored').map(({ path }) => clean(path));
  const path = clean(masking.url(entry.url)).replace(/^\/scim\/v2(?=\/|$)/, '');
  const status = entry.status === 0 ? 'cut' : String(entry.status);
  const parts = [
    entry.method,
    path || '/',
    styleText(entry.status >= 400 || entry.status === 0 ? 'red' : 'green', status),
    masking.text(subjectOf(entry.requestBody)),
    ignored.length > 0 && `ignored: ${ignored.join(', ')}`,
    entry.limited && 'rate limited',
    entry.fault && `fault: ${entry.fault.effect}`,
    entry.reason && clean(masking.text(entry.reason)),
  ];
  return parts.filter(Boolean).join(' ');
};

/** Writes a line for every request of a world. Without a subscriber a journal decodes nothing: an unused log costs nothing. */
export const logRequests = (world: World, masking: Masking, write: (line: string) => void): void => {
  const { journal } = world;
  let last = journal.sequence;
  let scheduled = false;
  journal.subscribe(() => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      for (const entry of journal.entries(last)) write(requestLine(entry, masking));
      last = journal.sequence;
    });
  });
};

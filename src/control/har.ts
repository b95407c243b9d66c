import { STATUS_CODES } from 'node:http';
import type { Entry, QueryString } from 'har-format';
import type { JournalEntry } from '../../schemas/control.ts';
import { version } from '../version.ts';

/** Our notes on a request, under the name that HAR leaves to tools: it begins with an underscore. */
type Notes = Pick<
  JournalEntry,
  'sequence' | 'operation' | 'team' | 'resource' | 'keyForm' | 'fault' | 'limited' | 'outcomes' | 'quirks' | 'changes'
>;

export type HarEntry = Entry & { readonly _emulator: Notes };

const toNotes = (entry: JournalEntry): Notes => {
  const { headers, requestBody, responseBody, time, milliseconds, method, path, query, status, ...notes } = entry;
  return notes;
};

const sizeOf = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));

const toQueryString = (query: string): QueryString[] =>
  [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));

/** The journal keeps no headers of an answer; its body tells what it is. */
const answerType = (body: string | null): string => {
  if (body === null) return 'x-unknown';
  return body.startsWith('<') ? 'text/html' : 'application/json';
};

/**
 * Converts a journal entry, which is masked already, to an entry of HAR 1.2.
 * @param origin the scheme and host under which the emulator is reached.
 */
export const toHarEntry = (entry: JournalEntry, origin: string): HarEntry => {
  const { headers, method, path, query, requestBody, responseBody, status, milliseconds } = entry;
  return {
    startedDateTime: entry.time,
    time: milliseconds,
    request: {
      method,
      url: `${origin}${path}${query === '' ? '' : `?${query}`}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      queryString: toQueryString(query),
      ...(requestBody !== null && {
        postData: { mimeType: headers['content-type'] ?? '', text: requestBody },
      }),
      headersSize: -1,
      bodySize: sizeOf(requestBody),
    },
    response: {
      status,
      statusText: STATUS_CODES[status] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: {
        size: sizeOf(responseBody),
        mimeType: answerType(responseBody),
        ...(responseBody !== null && { text: responseBody }),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: sizeOf(responseBody),
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    _emulator: toNotes(entry),
  } as HarEntry;
};

/** An archive as pieces of JSON, because the whole of it may be longer than a string can be. */
export function* toHarText(entries: Iterable<JournalEntry>, origin: string, world: string): Generator<string> {
  const creator = { name: 'postman-scim-emulator', version };
  const comment = `World ${world}; the times are the world's clock, secrets are masked.`;
  const head = JSON.stringify({ version: '1.2', creator, comment });
  yield `{"log":${head.slice(0, -1)},"entries":[`;
  let separator = '';
  for (const entry of entries) {
    yield `${separator}\n${JSON.stringify(toHarEntry(entry, origin))}`;
    separator = ',';
  }
  yield '\n]}}\n';
}

import type * as Control from '../../schemas/control.ts';
import type { RequestSummary } from '../../schemas/journal-stream.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import { changesOutcome } from '../report/inferred.ts';
import { toAttribute } from '../worlds/ignored.ts';

/** The part of a body in which a name is looked for, in characters. */
const searched = 4_096;

const longest = 512;

const patterns = {
  userName: /"userName"\s*:\s*"((?:[^"\\]|\\.){0,400})/i,
  displayName: /"displayName"\s*:\s*"((?:[^"\\]|\\.){0,400})/i,
};

const unquote = (text: string): string => {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
};

const find = (body: string | null, name: keyof typeof patterns): string | undefined => {
  const found = body === null ? undefined : patterns[name].exec(body.slice(0, searched))?.[1];
  return found === undefined ? undefined : unquote(found);
};

/** The value that a filter compares with. */
const comparedValue = (query: string): string | undefined => {
  if (!query.includes('filter=')) return undefined;
  const filter = new URLSearchParams(query.slice(0, searched)).get('filter') ?? '';
  return /["']([^"']{1,400})/.exec(filter)?.[1];
};

/** The person or group that a request is about, as far as the request and its answer name one. */
const subjectOf = (entry: Control.JournalEntry): string | null => {
  const { operation, method, path, query, requestBody, responseBody, status } = entry;
  const name = path.includes('/Groups') ? 'displayName' : 'userName';
  const isWrite = method !== 'GET' && method !== 'HEAD';
  const isSingle = entry.resource !== null || operation === 'createScimUser' || operation === 'createScimGroup';
  const found =
    (isSingle && status < 300 ? find(responseBody, name) : undefined) ??
    (isWrite ? find(requestBody, name) : comparedValue(query));
  return found?.slice(0, 254) ?? null;
};

const ignoredOf = ({ outcomes }: Control.JournalEntry): string[] => {
  const ignored = new Set<string>();
  for (const { path, outcome, quirk } of outcomes) {
    if (outcome === 'ignored' && quirk !== 'schemas-unchecked') ignored.add(toAttribute(path).slice(0, 100));
    if (ignored.size === 20) break;
  }
  return [...ignored];
};

/** An entry in a line, for lists of thousands. */
export const toRequestSummary = (entry: Control.JournalEntry): RequestSummary => ({
  sequence: entry.sequence,
  time: entry.time,
  milliseconds: entry.milliseconds,
  method: entry.method,
  path: entry.path.slice(0, longest),
  query: entry.query.slice(0, longest),
  operation: entry.operation,
  team: entry.team,
  resource: entry.resource?.slice(0, longest) ?? null,
  subject: subjectOf(entry),
  status: entry.status,
  fault: entry.fault?.effect ?? null,
  limited: entry.limited,
  inferred: entry.quirks.some((quirk) => changesOutcome(quirk as QuirkId)),
  noEffect:
    entry.method !== 'GET' &&
    entry.operation !== null &&
    entry.status >= 200 &&
    entry.status < 300 &&
    entry.changes.length === 0,
  ignored: ignoredOf(entry),
  quirks: [...new Set([...entry.quirks, ...entry.outcomes.flatMap(({ quirk }) => quirk ?? [])])],
  changed: [...new Set(entry.changes.map(({ id }) => id))].slice(0, 20),
});

import { operationIds } from '../domain/operation.ts';
import type { AttributeOutcome, Change, Outcome } from '../domain/trace.ts';
import { quirks as catalogue, type QuirkId } from '../quirks/catalogue.ts';
import type { JournalEntry, JournalRecord, KeyForm } from './journal-entry.ts';

/*
 * An entry is one run of bytes:
 *
 *   words     32-bit numbers: the fixed ones named in `Word`, then one a header text, one a quirk, two an outcome, two a
 *             change. Three places of the fixed ones hold 64-bit numbers.
 *   texts     all short texts, one after another, written by one call. The words have the length of each: characters.
 *   bodies    the request's and the answer's.
 */

/** Answers that are longer are kept by their head: characters. */
export const wholeAnswer = 16_384;

/** How much of a long answer is kept: characters. */
export const answerHead = 4_096;

/** The memory that entries are written to: one buffer, seen as bytes, words and doubles. */
export type Memory = { readonly bytes: Buffer; readonly words: Uint32Array; readonly doubles: Float64Array };

/** Word 0 and 1 belong to the ring: the entry's length and its journal. */
const Word = {
  time: 2,
  arrived: 4,
  duration: 6,
  status: 8,
  codes: 9,
  method: 10,
  url: 11,
  team: 12,
  resource: 13,
  rule: 14,
  effect: 15,
  reason: 16,
  headers: 17,
  quirks: 18,
  outcomes: 19,
  changes: 20,
  textBytes: 21,
  requestBytes: 22,
  responseBytes: 23,
  responseLength: 24,
} as const;

const fixedWords = 25;

/** Stands for null where a length is expected. */
const absent = 0xffff_ffff;

const outcomeCodes: Record<Outcome, number> = { stored: 0, ignored: 1, coerced: 2, rejected: 3, 'read-only': 4 };
const keyForms: Record<KeyForm, number> = { bearer: 0, bare: 1, 'x-api-key': 2, none: 3 };
const resources: Record<Change['resource'], number> = { User: 0, Group: 1, Invite: 2, Account: 3 };
const changes: Record<Change['change'], number> = { created: 0, updated: 1, activated: 2, deactivated: 3, deleted: 4 };
const quirkIds = Object.keys(catalogue) as QuirkId[];
const quirkCodes = Object.fromEntries(quirkIds.map((id, index) => [id, index + 1])) as Record<QuirkId, number>;
const operationCodes = Object.fromEntries(operationIds.map((id, index) => [id, index + 1]));

const keysOf = <Key extends string>(codes: Record<Key, number>): Key[] => Object.keys(codes) as Key[];
const outcomeNames = keysOf(outcomeCodes);
const keyFormNames = keysOf(keyForms);
const resourceNames = keysOf(resources);
const changeNames = keysOf(changes);

/** The short texts of a record, joined. Concatenation costs less here than Array.join or a write for each. */
const joinTexts = (record: JournalRecord): string => {
  let texts = record.method + record.url;
  if (record.team !== null) texts += record.team;
  if (record.resource !== null) texts += record.resource;
  if (record.fault !== null) texts += record.fault.rule + record.fault.effect;
  if (record.reason !== null) texts += record.reason;
  for (const text of record.rawHeaders) texts += text;
  for (const { path } of record.outcomes) texts += path;
  for (const { id } of record.changes) texts += id;
  return texts;
};

/** What is kept of an answer's body. */
const toKept = (body: JournalRecord['responseBody']): JournalRecord['responseBody'] => {
  if (body === null || body.length <= wholeAnswer) return body;
  return typeof body === 'string' ? body.slice(0, answerHead) : body.subarray(0, answerHead);
};

/** The most bytes that a body takes: a character has up to three in UTF-8. */
const bytesOf = (body: Uint8Array | string | null): number =>
  body === null ? 0 : typeof body === 'string' ? body.length * 3 : body.length;

/** Writes a body; returns the place behind it. */
const writeBody = ({ bytes }: Memory, at: number, body: Uint8Array | string): number => {
  if (typeof body === 'string') return at + bytes.write(body, at);
  bytes.set(body, at);
  return at + body.length;
};

const lengthOf = (text: string | null): number => (text === null ? absent : text.length);

/** A record that is about to be written. */
export class Encoding {
  readonly #record: JournalRecord;
  readonly #texts: string;
  readonly #answer: JournalRecord['responseBody'];
  readonly #words: number;
  /** The most bytes that the entry takes. */
  readonly room: number;

  constructor(record: JournalRecord) {
    this.#record = record;
    this.#texts = joinTexts(record);
    this.#answer = toKept(record.responseBody);
    const { rawHeaders, quirks, outcomes } = record;
    this.#words = fixedWords + rawHeaders.length + quirks.length + 2 * (outcomes.length + record.changes.length);
    this.room = this.#words * 4 + this.#texts.length * 3 + bytesOf(record.requestBody) + bytesOf(this.#answer) + 8;
  }

  /** Writes the entry at a place that is a multiple of eight; returns its length, which is one too. */
  write(memory: Memory, place: number): number {
    const record = this.#record;
    const { words, bytes } = memory;
    const word = place >>> 2;
    this.#writeFixed(memory, word);
    this.#writeNotes(words, word + fixedWords);
    let end = place + this.#words * 4;
    const textBytes = bytes.write(this.#texts, end);
    words[word + Word.textBytes] = textBytes;
    end += textBytes;
    const request = record.requestBody;
    if (request === null) words[word + Word.requestBytes] = absent;
    else {
      const start = end;
      end = writeBody(memory, start, request);
      words[word + Word.requestBytes] = end - start;
    }
    if (this.#answer === null) words[word + Word.responseBytes] = absent;
    else {
      const start = end;
      end = writeBody(memory, start, this.#answer);
      words[word + Word.responseBytes] = end - start;
    }
    return ((end + 7) & ~7) - place;
  }

  #writeFixed({ words, doubles }: Memory, word: number): void {
    const record = this.#record;
    const { fault, operation } = record;
    doubles[(word + Word.time) >>> 1] = record.time;
    doubles[(word + Word.arrived) >>> 1] = record.arrived;
    doubles[(word + Word.duration) >>> 1] = record.duration;
    words[word + Word.status] = record.status;
    words[word + Word.codes] =
      (operation === null ? 0 : (operationCodes[operation] ?? 0)) |
      (keyForms[record.keyForm] << 8) |
      (record.limited ? 1 << 16 : 0) |
      (fault?.when === 'after' ? 1 << 17 : 0);
    words[word + Word.method] = record.method.length;
    words[word + Word.url] = record.url.length;
    words[word + Word.team] = lengthOf(record.team);
    words[word + Word.resource] = lengthOf(record.resource);
    words[word + Word.rule] = fault === null ? absent : fault.rule.length;
    words[word + Word.effect] = fault === null ? absent : fault.effect.length;
    words[word + Word.reason] = lengthOf(record.reason);
    words[word + Word.headers] = record.rawHeaders.length;
    words[word + Word.quirks] = record.quirks.length;
    words[word + Word.outcomes] = record.outcomes.length;
    words[word + Word.changes] = record.changes.length;
    words[word + Word.responseLength] = record.responseBody?.length ?? 0;
  }

  #writeNotes(words: Uint32Array, first: number): void {
    let next = first;
    for (const text of this.#record.rawHeaders) words[next++] = text.length;
    for (const id of this.#record.quirks) words[next++] = quirkCodes[id];
    for (const { path, outcome, quirk } of this.#record.outcomes) {
      words[next++] = path.length;
      words[next++] = outcomeCodes[outcome] | (quirk === undefined ? 0 : quirkCodes[quirk] << 8);
    }
    for (const { id, resource, change } of this.#record.changes) {
      words[next++] = id.length;
      words[next++] = resources[resource] | (changes[change] << 8);
    }
  }
}

/** Reads words and texts in the order in which they were written. */
class Reader {
  readonly #words: Uint32Array;
  readonly #texts: string;
  #next: number;
  #at = 0;

  constructor(words: Uint32Array, next: number, texts: string) {
    this.#words = words;
    this.#next = next;
    this.#texts = texts;
  }

  word(): number {
    return this.#words[this.#next++] as number;
  }

  text(length = this.word()): string {
    const start = this.#at;
    this.#at += length;
    return this.#texts.slice(start, this.#at);
  }

  textOrNull(length: number): string | null {
    return length === absent ? null : this.text(length);
  }

  times<T>(count: number, read: () => T): T[] {
    return Array.from({ length: count }, read);
  }
}

const readBody = (bytes: Buffer, start: number, length: number): string | null =>
  length === absent ? null : bytes.toString('utf8', start, start + length);

const quirkAt = (code: number): QuirkId => quirkIds[code - 1] as QuirkId;

/** Reads the entry at a place. */
export const decode = ({ words, doubles, bytes }: Memory, place: number, sequence: number): JournalEntry => {
  const first = place >>> 2;
  const word = (name: keyof typeof Word): number => words[first + Word[name]] as number;
  const double = (name: 'time' | 'arrived' | 'duration'): number => doubles[(first + Word[name]) >>> 1] as number;
  const [headers, quirks, noted, changed] = [word('headers'), word('quirks'), word('outcomes'), word('changes')];
  const start = place + (fixedWords + headers + quirks + 2 * (noted + changed)) * 4;
  const requestStart = start + word('textBytes');
  const request = word('requestBytes');
  const responseStart = requestStart + (request === absent ? 0 : request);
  const reader = new Reader(words, first + fixedWords, bytes.toString('utf8', start, requestStart));
  const codes = word('codes');
  const method = reader.text(word('method'));
  const url = reader.text(word('url'));
  const team = reader.textOrNull(word('team'));
  const resource = reader.textOrNull(word('resource'));
  const rule = reader.textOrNull(word('rule'));
  const effect = reader.textOrNull(word('effect')) ?? '';
  const reason = reader.textOrNull(word('reason'));
  return {
    sequence,
    time: double('time'),
    arrived: double('arrived'),
    duration: double('duration'),
    method,
    url,
    operation: operationIds[(codes & 0xff) - 1] ?? null,
    team,
    resource,
    rawHeaders: reader.times(headers, () => reader.text()),
    keyForm: keyFormNames[(codes >>> 8) & 0xff] as KeyForm,
    requestBody: readBody(bytes, requestStart, request),
    status: word('status'),
    responseBody: readBody(bytes, responseStart, word('responseBytes')),
    responseLength: word('responseLength'),
    fault: rule === null ? null : { rule, when: codes & (1 << 17) ? 'after' : 'before', effect },
    limited: (codes & (1 << 16)) !== 0,
    reason,
    quirks: reader.times(quirks, () => quirkAt(reader.word())),
    outcomes: reader.times(noted, (): AttributeOutcome => {
      const path = reader.text();
      const code = reader.word();
      const outcome = outcomeNames[code & 0xff] as Outcome;
      return code < 256 ? { path, outcome } : { path, outcome, quirk: quirkAt(code >>> 8) };
    }),
    changes: reader.times(changed, (): Change => {
      const id = reader.text();
      const code = reader.word();
      return {
        id,
        resource: resourceNames[code & 0xff] as Change['resource'],
        change: changeNames[code >>> 8] as Change['change'],
      };
    }),
  };
};

import type { Example } from '../../schemas/report.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import { reasonOf } from '../worlds/reason.ts';
import { discreet, discreetCall } from './wording.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string | null): Json | undefined => {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const effectsOfNoAnswer = new Set(['reset', 'truncate', 'malformed-json', 'proxy-page']);

const keyQuirks = new Set<string>(['key-refused', 'key-grace', 'x-api-key', 'admin-left', 'team-deleted', 'scim-off']);

/** A journal entry as findings read it: bodies and query parsed when they are first asked for. */
export class Call {
  readonly entry: JournalEntry;
  /** The path beneath the base, without the query: `/Users/405775…`. */
  readonly path: string;
  readonly isRead: boolean;
  readonly succeeded: boolean;
  #query: URLSearchParams | undefined;
  #body: Json | undefined;
  #bodyRead = false;
  #answer: Json | undefined;
  #answerRead = false;

  constructor(entry: JournalEntry) {
    this.entry = entry;
    const end = entry.url.indexOf('?');
    const path = end < 0 ? entry.url : entry.url.slice(0, end);
    const base = path.indexOf('/scim/v2');
    this.path = base < 0 ? path : path.slice(base + 8);
    this.isRead = entry.method === 'GET' || entry.method === 'HEAD';
    this.succeeded = entry.status >= 200 && entry.status < 300;
  }

  /** The query as it was sent, without the question mark; empty where there is none. */
  get rawQuery(): string {
    const end = this.entry.url.indexOf('?');
    return end < 0 ? '' : this.entry.url.slice(end + 1);
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.rawQuery);
    return this.#query;
  }

  get body(): Json | undefined {
    if (!this.#bodyRead) {
      this.#bodyRead = true;
      this.#body = parse(this.entry.requestBody);
    }
    return this.#body;
  }

  get answer(): Json | undefined {
    if (!this.#answerRead) {
      this.#answerRead = true;
      this.#answer = parse(this.entry.responseBody);
    }
    return this.#answer;
  }

  /** Who called: a team's id, or the same for all callers whose key opened none. */
  get client(): string {
    return this.entry.team ?? '';
  }

  /** The cause of a refusal in plain words; null where nothing was refused. */
  get reason(): string | null {
    return reasonOf(this.entry);
  }

  get operation(): JournalEntry['operation'] {
    return this.entry.operation;
  }

  /** False where a fault, and not Postman's rules, decided the answer. */
  get isGenuine(): boolean {
    return this.entry.fault === null || this.entry.fault.effect === 'delay';
  }

  /** True where the call got no further than its key. */
  get isKeyRefused(): boolean {
    const { status, quirks } = this.entry;
    return (status === 400 || status === 401 || status === 403) && quirks.some((id) => keyQuirks.has(id));
  }

  /** True where the caller cannot tell whether the work was done: a 5xx, or no whole answer. */
  get isAmbiguous(): boolean {
    const { fault, status } = this.entry;
    return status >= 500 || status === 0 || (fault !== null && effectsOfNoAnswer.has(fault.effect));
  }

  /** When the caller had its answer, by the monotonic clock. */
  get answered(): number {
    return this.entry.arrived + this.entry.duration;
  }

  /** The seconds that a 429 asked to wait, as its text has them. */
  get retryAfter(): number | undefined {
    const seconds = /after (\d+) second/.exec(this.entry.responseBody?.slice(0, 500) ?? '')?.[1];
    return seconds === undefined ? undefined : Number(seconds);
  }

  example(note: string): Example {
    const { sequence, method, url } = this.entry;
    const end = url.indexOf('?');
    const query = end < 0 ? '' : url.slice(end);
    const path = this.path.replace(/[0-9a-f]{24,}/g, (id) => `${id.slice(0, 4)}…${id.slice(-6)}`);
    return { sequence, call: discreetCall(method, path + query, 120), note: discreet(note, 200) };
  }
}

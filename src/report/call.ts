import { hash } from 'node:crypto';
import type { Example } from '../../schemas/report.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import { reasonOf } from '../worlds/reason.ts';
import { type Kind, type Resource, readAnswer, readSent, type Scalar, type Sent } from './body.ts';
import { type LookUp, type Page, readFilterValue, readPage } from './page.ts';
import { findSecrets, type Secret } from './secrets.ts';
import { discreet, discreetCall } from './wording.ts';

const effectsOfNoAnswer = new Set(['reset', 'truncate', 'malformed-json', 'proxy-page']);

const keyQuirks = new Set<string>(['key-refused', 'key-grace', 'x-api-key', 'admin-left', 'team-deleted', 'scim-off']);

/** Longer answers are not compared with one another: characters. */
const comparedLength = 32_768;

/** A short key for a text of any length. */
export const digest = (text: string): string => hash('sha1', text, 'base64');

type Kept = Omit<JournalEntry, 'requestBody' | 'responseBody' | 'rawHeaders'>;

/** One request as findings read it: its bodies are read once, for the facts that findings need, and not kept. */
export class Call {
  readonly entry: Kept;
  /** The path beneath the base, without the query: `/Users/405775...`. */
  readonly path: string;
  /** The query as it was sent, without the question mark; empty where there is none. */
  readonly rawQuery: string;
  readonly isRead: boolean;
  readonly succeeded: boolean;
  /** The page of a list that the call read. */
  readonly page: Page | undefined;
  /** The look-up by filter that the call made. */
  readonly lookUp: LookUp | undefined;
  /** The id of the one resource that a look-up found. */
  readonly foundId: string | undefined;
  readonly sent: Sent;
  /** The resource that a write was answered with. */
  readonly answered: Resource | undefined;
  /** The digest of the request's body; undefined where none was sent. */
  readonly bodyDigest: string | undefined;
  /** The digest of what a read was answered with; undefined for long answers. */
  readonly answerDigest: string | undefined;
  /** True where the answer is Postman's 400 invalidSyntax. */
  readonly isInvalidSyntax: boolean;
  /** The seconds that a 429 asked to wait, as its text has them. */
  readonly retryAfterSeconds: number | undefined;
  readonly secrets: readonly Secret[];
  #query: URLSearchParams | undefined;

  constructor(entry: JournalEntry) {
    const { requestBody, responseBody, rawHeaders: _, ...kept } = entry;
    const { method, url, status, operation } = entry;
    this.entry = kept;
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    const base = path.indexOf('/scim/v2');
    this.path = base < 0 ? path : path.slice(base + 8);
    this.rawQuery = end < 0 ? '' : url.slice(end + 1);
    this.isRead = method === 'GET' || method === 'HEAD';
    this.succeeded = status >= 200 && status < 300;
    this.page = this.isGenuine ? readPage(entry, this.rawQuery === '' ? undefined : this.query) : undefined;
    this.lookUp = this.#readLookUp();
    this.foundId =
      this.lookUp && this.page?.returned === 1 ? /"id":"([^"]+)"/.exec(responseBody ?? '')?.[1] : undefined;
    this.sent = readSent(operation, requestBody);
    this.answered = this.succeeded ? readAnswer(operation, responseBody) : undefined;
    this.bodyDigest = requestBody === null || operation === null ? undefined : digest(requestBody);
    const isCompared =
      this.isRead &&
      status === 200 &&
      operation !== null &&
      responseBody !== null &&
      entry.responseLength < comparedLength;
    this.answerDigest = isCompared ? digest(responseBody) : undefined;
    this.isInvalidSyntax = status === 400 && responseBody?.includes('"invalidSyntax"') === true;
    const seconds = status === 429 ? /after (\d+) second/.exec(responseBody?.slice(0, 500) ?? '')?.[1] : undefined;
    this.retryAfterSeconds = seconds === undefined ? undefined : Number(seconds);
    this.secrets = findSecrets(entry);
  }

  #readLookUp(): LookUp | undefined {
    if (this.page?.filtered !== true) return undefined;
    const value = readFilterValue(this.query.get('filter') ?? '');
    return value === undefined ? undefined : { kind: this.page.kind, value, found: this.page.returned > 0 };
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.rawQuery);
    return this.#query;
  }

  /** The team's id, or the same for all callers whose key opened none. */
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

  get sequence(): number {
    return this.entry.sequence;
  }

  get status(): number {
    return this.entry.status;
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

  /** When the caller had its answer, by the monotonic clock: milliseconds. */
  get answeredAt(): number {
    return this.entry.arrived + this.entry.duration;
  }

  /** The user or group that a POST would create. */
  get created(): { readonly kind: Kind; readonly name: string } | undefined {
    const isUser = this.operation === 'createScimUser';
    if (!isUser && this.operation !== 'createScimGroup') return undefined;
    const name = this.sent.attributes.get(isUser ? 'userName' : 'displayName');
    return typeof name === 'string' ? { kind: isUser ? 'users' : 'groups', name } : undefined;
  }

  /** The value that a write of a user would give an attribute. */
  wanted(attribute: string): Scalar | undefined {
    return this.sent.attributes.get(attribute);
  }

  /** The ids that a group write names as members: added, removed or set. */
  get members(): string[] {
    return this.sent.memberChanges.flatMap(({ ids }) => ids);
  }

  example(note: string): Example {
    const { sequence, method, url } = this.entry;
    const end = url.indexOf('?');
    const query = end < 0 ? '' : url.slice(end, end + 400);
    const path = this.path.slice(0, 400).replace(/[0-9a-f]{24,}/g, (id) => `${id.slice(0, 4)}...${id.slice(-6)}`);
    return { sequence, call: discreetCall(method, path + query, 120), note: discreet(note, 200) };
  }
}

import type { OperationId } from '../domain/operation.ts';
import type { AttributeOutcome, Change } from '../domain/trace.ts';
import type { QuirkId } from '../quirks/catalogue.ts';

/** How the key came: after Bearer, bare in Authorization, in x-api-key, or not at all. */
export type KeyForm = 'bearer' | 'bare' | 'x-api-key' | 'none';

/** A fault that applied: the rule's id, when, and what kind of effect it had. */
export type AppliedFault = { readonly rule: string; readonly when: 'before' | 'after'; readonly effect: string };

/** One request and its answer, as the server hands them to the journal. */
export type JournalRecord = {
  /** When the request came in, by the world's clock: epoch milliseconds. */
  readonly time: number;
  /** When the request came in, by the machine's monotonic clock: milliseconds. Pauses between requests are told from it. */
  readonly arrived: number;
  /** How long the answer took, in milliseconds of real time. */
  readonly duration: number;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  /** The operation; null for an address that is not routed. */
  readonly operation: OperationId | null;
  /** The id of the team whose key was sent; null where no key opened one. */
  readonly team: string | null;
  /** The id in the path; null where there is none. */
  readonly resource: string | null;
  /** Names and values by turns, as they came. Secrets in them are masked when the journal is read. */
  readonly rawHeaders: readonly string[];
  readonly keyForm: KeyForm;
  /** The request's body, as bytes or text; null where none was sent. */
  readonly requestBody: Uint8Array | string | null;
  /** The status of the answer; 0 where the connection was cut instead. */
  readonly status: number;
  /** The answer's body as it was sent, as bytes or text; null where there is none. */
  readonly responseBody: Uint8Array | string | null;
  readonly fault: AppliedFault | null;
  /** True where a rate limit refused the call. */
  readonly limited: boolean;
  /**
   * The cause of a refusal in one plain sentence without a full stop; null where nothing was refused, and for a refused
   * filter, whose cause `reasonOf` finds when it is asked for.
   */
  readonly reason: string | null;
  readonly outcomes: readonly AttributeOutcome[];
  /** The quirks that had a hand in the answer. */
  readonly quirks: readonly QuirkId[];
  readonly changes: readonly Change[];
};

/** One request and its answer, as they are read from the journal. */
export type JournalEntry = Omit<JournalRecord, 'requestBody' | 'responseBody'> & {
  /** Counts the world's requests from 1, without gaps. */
  readonly sequence: number;
  readonly requestBody: string | null;
  /** The answer's body as it was sent, or the head of a long one; null where there is none. */
  readonly responseBody: string | null;
  /** The length of the whole answer's body: characters. */
  readonly responseLength: number;
};

import type { QuirkId } from '../quirks/catalogue.ts';

/** The refusals of Postman. Each has one row in the table of SCIM errors. */
export type ScimErrorCode =
  | 'key-refused'
  | 'admin-left'
  | 'key-limited'
  | 'team-deleted'
  | 'invalid-syntax'
  | 'start-index-refused'
  | 'domain-unverified'
  | 'address-invalid'
  | 'filter-refused'
  | 'user-exists'
  | 'group-name-taken'
  | 'user-not-found'
  | 'group-not-found';

/** The only error that the rules throw. */
export class ScimError extends Error {
  readonly code: ScimErrorCode;
  /** The quirk that decides the refusal. */
  readonly quirk: QuirkId;
  /**
   * The cause in one plain sentence without a full stop, which Postman's own text hides. Null for a refused filter,
   * because its cause is found only when somebody asks for it (src/worlds/reason.ts).
   */
  readonly reason: string | null;

  constructor(code: ScimErrorCode, quirk: QuirkId, reason: string | null) {
    super(reason ?? code);
    this.name = 'ScimError';
    this.code = code;
    this.quirk = quirk;
    this.reason = reason;
  }
}

/** The longest part of a client's text that a reason repeats. */
const longestQuote = 60;

/** A client's text, or name of an attribute, as a reason repeats it: quoted, escaped and bounded. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);

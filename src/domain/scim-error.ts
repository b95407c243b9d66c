import type { QuirkId } from '../quirks/catalogue.ts';

/** Why Postman says no. Each has one row in the table of SCIM errors. */
export type ScimErrorCode =
  | 'key-refused'
  | 'admin-left'
  | 'team-deleted'
  | 'invalid-syntax'
  | 'start-index-refused'
  | 'filter-refused'
  | 'user-exists'
  | 'group-name-taken'
  | 'user-not-found'
  | 'group-not-found';

/** What the rules throw, and the only error they have. */
export class ScimError extends Error {
  readonly code: ScimErrorCode;
  /** The quirk that says so. */
  readonly quirk: QuirkId;

  constructor(code: ScimErrorCode, quirk: QuirkId) {
    super(code);
    this.name = 'ScimError';
    this.code = code;
    this.quirk = quirk;
  }
}

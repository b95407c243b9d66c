import type { QuirkId } from './quirks.ts';

/** Why Postman says no. Each has one row in the table of SCIM errors. */
export type RefusalCode =
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
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** The quirk that says so. */
  readonly quirk: QuirkId;

  constructor(code: RefusalCode, quirk: QuirkId) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.quirk = quirk;
  }
}

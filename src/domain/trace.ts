import type { QuirkId } from '../quirks/catalogue.ts';

/** What became of one attribute (or query parameter) that a client sent. */
export type Outcome = 'stored' | 'ignored' | 'coerced' | 'rejected' | 'read-only';

export type AttributeOutcome = {
  /** The attribute's path as RFC 7644 writes it (`name.givenName`, `members[0].value`), or `?count` for a parameter. */
  readonly path: string;
  readonly outcome: Outcome;
  /** The quirk behind it, where there is one. */
  readonly quirk?: QuirkId;
};

export type Change = {
  readonly resource: 'User' | 'Group' | 'Invite' | 'Account';
  readonly id: string;
  readonly change: 'created' | 'updated' | 'activated' | 'deactivated' | 'deleted';
};

/** Takes down, for the journal, what the rules decide while they answer one request. */
export interface Trace {
  /** A quirk that had a hand in the answer. */
  quirk(id: QuirkId): void;
  outcome(path: string, outcome: Outcome, quirk?: QuirkId): void;
  changed(resource: Change['resource'], id: string, change: Change['change']): void;
}

import type { QuirkId } from '../quirks/catalogue.ts';
import type { Profile } from '../quirks/profiles.ts';
import type { CheckContext } from './check-context.ts';
import type { Need } from './needs.ts';

/** One behaviour's check, under the behaviour's id in the file of its area. */
export type Check = {
  readonly needs?: readonly Need[];
  /** The readings under which there is anything to check. */
  readonly where?: Partial<Profile>;
  /** How many addresses it may use up: each becomes an account or an invite. */
  readonly people?: number;
  /** The shapes, or parts of them, whose deviations this check is the one to name, in whatever answers they stand. */
  readonly shape?: readonly string[];
  run(context: CheckContext): Promise<void>;
};

/** A check with the behaviour that it checks. */
export type NamedCheck = Check & { readonly quirk: QuirkId };

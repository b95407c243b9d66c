import type { QuirkId } from '../quirks/catalogue.ts';
import type { Profile } from '../quirks/profiles.ts';
import type { CheckContext } from './check-context.ts';
import type { Need } from './needs.ts';

export type Check = {
  /** The behaviour that is checked, with its evidence. */
  readonly quirk: QuirkId;
  readonly needs?: readonly Need[];
  /** The readings under which there is anything to check. */
  readonly where?: Partial<Profile>;
  /** How many addresses it may use up: each becomes an account or an invite. */
  readonly people?: number;
  /** The shapes, or parts of them, whose deviations this check is the one to name, in whatever answers they stand. */
  readonly shape?: readonly string[];
  run(context: CheckContext): Promise<void>;
};

export const check = (definition: Check): Check => definition;

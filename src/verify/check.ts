import type { Profile } from '../domain/profile.ts';
import type { QuirkId } from '../domain/quirks.ts';
import type { Stage } from './stage.ts';

/**
 * What a check cannot do without:
 * - `write`: people and groups to change;
 * - `verified domain`: that the team has verified the email domain;
 * - `control`: an emulator’s control plane, to bring about what no SCIM client can.
 */
export type Need = 'write' | 'verified domain' | 'control';

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
  run(stage: Stage): Promise<void>;
};

export const check = (definition: Check): Check => definition;

import type { Scene, Setting } from '../emulator.ts';

/** Two clients with the same errand: one that does it wrong, and one that does it right. */
export type Scenario = {
  /** The finding that the first deserves. */
  readonly id: string;
  readonly setting?: Setting;
  wrong(scene: Scene): Promise<void>;
  right(scene: Scene): Promise<void>;
};

import type { Connection } from './connection.ts';
import type { Group, Person, State } from './state.ts';

/** One habit of a provider, and the ground on which it is believed. */
export type Trait = {
  readonly summary: string;
  readonly source: string;
  readonly confidence: 'documented' | 'observed' | 'inferred';
};

/** A provider: its requests and habits. */
export type Driver = {
  readonly name: string;
  /** The headers of every request, the key aside. */
  readonly headers: Readonly<Record<string, string>>;
  /** Minutes between two cycles; undefined for a provider that acts at once. */
  readonly cycleMinutes: number | undefined;
  /** How often a request is sent at most, where the answer is 429. */
  readonly attempts: number;
  readonly traits: readonly Trait[];
  /** Sends the connection test of the provider's console. */
  test(connection: Connection): Promise<void>;
  /** Brings one person to the planned state. */
  person(connection: Connection, person: Person): Promise<void>;
  /** Brings one group to the planned state; members without a link are left out. */
  group(connection: Connection, group: Group, state: State): Promise<void>;
};

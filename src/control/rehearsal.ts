import type { Profile } from '../quirks/profiles.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import type { World } from '../worlds/world.ts';

/** A SCIM request that is answered in a copy of a world. */
export type RehearsedRequest = {
  readonly method: string;
  /** Path and query, with /scim/v2. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

/** The answer, and the journal entry that the request would leave. */
export type Rehearsed = { readonly status: number; readonly body: string; readonly entry: JournalEntry };

/** Answers a request in a copy of a world, with quirks switched in all teams of the copy. */
export type Rehearse = (world: World, request: RehearsedRequest, switched: Partial<Profile>) => Promise<Rehearsed>;

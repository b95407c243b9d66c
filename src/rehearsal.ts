import type { FastifyInstance } from 'fastify';
import type { WorldDocument } from '../schemas/world-document.ts';
import type { Rehearsed, RehearsedRequest } from './control/rehearsal.ts';
import type { Profile } from './quirks/profiles.ts';
import type { Store } from './store/store.ts';
import { toDocument } from './worlds/export-document.ts';
import type { Registry } from './worlds/registry.ts';
import type { World } from './worlds/world.ts';

/** An emulator in memory whose default world comes from a document, and whose clock stands at an instant. */
type Build = (
  seed: WorldDocument,
  now: number,
) => {
  readonly http: FastifyInstance;
  readonly store: Store;
  readonly worlds: Registry;
  close(): Promise<void>;
};

/** Copies a world as a document, with quirks switched in all its teams. */
const copyOf = (store: Store, world: World, switched: Partial<Profile>): WorldDocument => {
  const { clock: _, ...document } = toDocument(store, world);
  const teams = document.teams.map((team) => ({ ...team, quirks: { ...team.quirks, ...switched } }));
  return { ...document, teams };
};

/**
 * Answers a request in a copy of a world, which is thrown away: directory, journal, ids, limits and clock of the world
 * itself are read and not written. The world's faults are left out, because they are not Postman's.
 */
export const rehearse = async (
  build: Build,
  store: Store,
  world: World,
  { method, url, headers, body }: RehearsedRequest,
  switched: Partial<Profile>,
): Promise<Rehearsed> => {
  const copy = build(copyOf(store, world, switched), world.clock.now());
  try {
    const { default: stage } = copy.worlds;
    for (const team of copy.store.teams.all(stage.pk)) {
      const original = store.teams.byId(world.pk, team.id);
      if (original) stage.rateLimits.copy(world.rateLimits, original, team);
    }
    const answer = await copy.http.inject({
      method: method as 'GET',
      url,
      headers,
      ...(body !== undefined && { payload: body }),
    });
    const entry = stage.journal.entriesAfter(0).at(-1);
    if (entry === undefined) throw new Error('the rehearsed request was not journalled');
    return { status: answer.statusCode, body: answer.body, entry };
  } finally {
    await copy.close();
  }
};

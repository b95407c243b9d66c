import { createHash, randomBytes } from 'node:crypto';
import type { TeamDocument, WorldDocument } from '../../schemas/world-document.ts';
import type { Report } from '../background.ts';
import { after } from '../background.ts';
import type { KeyHolder } from '../domain/api-key.ts';
import { looksReal } from '../domain/api-key.ts';
import type { Team } from '../domain/team.ts';
import type { Store } from '../store/store.ts';
import type { WorldRecord } from '../store/worlds.ts';
import { loadDocument, loadTeam } from './document.ts';
import { newIdSeed } from './ids.ts';
import { Journal } from './journal.ts';
import { JournalRing } from './journal-ring.ts';
import { World } from './world.ts';

export const defaultWorldId = 'default';

/** Worlds that invented keys may open before the oldest of them goes. */
const defaultMostAnyKeyWorlds = 10_000;

/** The keys that the emulator makes itself, for worlds that may come. */
const ownKey = /^emulator-scim-key/;

const anyKeyWorldId = /^key-[0-9a-f]{16}$/;

/** The longest that setTimeout can wait. */
const longestTimer = 2 ** 31 - 1;

export type RegistryOptions = {
  /** What a team is like where its document does not say. */
  readonly teamDefaults: Pick<TeamDocument, 'profile' | 'quirks' | 'verifiedDomains' | 'rateLimit'>;
  /** Whether an unknown key opens a world of its own. */
  readonly anyKey: boolean;
  readonly idSeed: string | undefined;
  /** How much the journals of all worlds hold together; 0 keeps none. */
  readonly journalBytes: number;
  readonly realTime?: () => number;
  /** Worlds that invented keys may open, those of earlier runs included, before the oldest of them goes. */
  readonly mostAnyKeyWorlds?: number;
  /** Told of what fails where no request waits for it. */
  readonly report?: Report;
  /** How long a world whose time is over stays, where it cannot be removed: milliseconds of real time. */
  readonly retryMs?: number;
  /** Called for each world as it opens. */
  readonly onWorld?: (world: World) => void;
};

export type NewWorld = {
  readonly id?: string | undefined;
  readonly idSeed?: string | undefined;
  /** Seconds of real time. */
  readonly timeToLive?: number | undefined;
  /** The most entries that its journal keeps; only the process's bound in bytes where it is left out. */
  readonly journalLimit?: number | undefined;
  readonly document?: WorldDocument | undefined;
  /** The first team, where there is no document. */
  readonly team?: TeamDocument | undefined;
};

/** All worlds of the process. */
export class Registry {
  readonly #store: Store;
  readonly #options: RegistryOptions;
  readonly #realTime: () => number;
  readonly #worlds = new Map<number, World>();
  readonly #timers = new Map<World, NodeJS.Timeout>();
  readonly #ring: JournalRing;
  readonly #anyKeyWorlds = new Set<World>();
  #default: World | undefined;

  constructor(store: Store, options: RegistryOptions) {
    this.#store = store;
    this.#options = options;
    this.#realTime = options.realTime ?? Date.now;
    this.#ring = new JournalRing(options.journalBytes);
    for (const record of store.worlds.all()) {
      const world = this.#open(record);
      if (anyKeyWorldId.test(record.id)) this.#anyKeyWorlds.add(world);
    }
  }

  #open(record: WorldRecord, journalLimit?: number): World {
    const journal = new Journal(this.#ring, journalLimit);
    const world = new World(record, this.#store, journal, this.#realTime);
    this.#worlds.set(record.pk, world);
    if (record.id === defaultWorldId) this.#default = world;
    if (record.expires !== null) this.#expire(world, record.expires);
    this.#options.onWorld?.(world);
    return world;
  }

  #expire(world: World, expires: number): void {
    const left = expires - Date.now();
    const timer = after(
      Math.max(0, Math.min(left, longestTimer)),
      `the end of world ${world.id}`,
      () => (left > longestTimer ? this.#expire(world, expires) : this.remove(world)),
      (error, task) => {
        this.#options.report?.(error, task);
        // A full disk may have room later.
        this.#expire(world, Date.now() + (this.#options.retryMs ?? 30_000));
      },
    );
    this.#timers.set(world, timer);
  }

  get all(): World[] {
    return [...this.#worlds.values()];
  }

  byPk(pk: number): World {
    const world = this.#worlds.get(pk);
    if (world === undefined) throw new Error(`no world ${pk}`);
    return world;
  }

  byId(id: string): World | undefined {
    const record = this.#store.worlds.byId(id);
    return record && this.#worlds.get(record.pk);
  }

  get default(): World {
    if (this.#default === undefined) throw new Error('there is no default world');
    return this.#default;
  }

  /** Creates a world with at least one team, and a key for every team. */
  create({ id, idSeed, timeToLive, journalLimit, document, team }: NewWorld): World {
    const worldId = id ?? `world-${randomBytes(5).toString('hex')}`;
    const described = document ?? { version: 1, teams: [team ?? {}] };
    const birth = this.#complete(
      { ...described, idSeed: described.idSeed ?? idSeed ?? this.#options.idSeed ?? newIdSeed() },
      worldId,
    );
    let opened: World | undefined;
    try {
      return this.#store.transaction(() => {
        const record = this.#store.worlds.add(
          {
            id: worldId,
            idSeed: birth.idSeed,
            idCounter: 0,
            clockOffset: 0,
            clockFrozenAt: null,
            expires: timeToLive === undefined ? null : Date.now() + timeToLive * 1000,
          },
          JSON.stringify(birth),
        );
        const world = this.#open(record, journalLimit);
        opened = world;
        world.transaction(() => loadDocument(this.#store, world, birth));
        return world;
      });
    } catch (error) {
      // The commit may fail too, after all that comes before it has gone well.
      if (opened) this.#close(opened);
      throw error;
    }
  }

  /** Gives every team a key, and what it does not say of itself. */
  #complete<T extends WorldDocument>(document: T, worldId: string): T {
    return { ...document, teams: document.teams.map((team, index) => this.#completeTeam(team, worldId, index)) };
  }

  #completeTeam(team: TeamDocument, worldId: string, index: number): TeamDocument {
    // No world's id has a colon in it, so no two worlds make the same key.
    const key = `emulator-scim-key-${worldId}${index === 0 ? '' : `:${index + 1}`}`;
    return { ...this.#options.teamDefaults, ...team, keys: team.keys ?? [{ key }] };
  }

  /** Adds a team to a world; `onAdded` is called in the same transaction. */
  addTeam(world: World, team: TeamDocument, onAdded: (added: Team) => void = () => {}): Team {
    const index = this.#store.teams.all(world.pk).length;
    return world.transaction(() => {
      const added = loadTeam(this.#store, world, this.#completeTeam(team, world.id, index));
      onAdded(added);
      return added;
    });
  }

  /** Empties a world and fills it from a document; all of it, or nothing where the document is refused. */
  restore(world: World, document: WorldDocument): void {
    try {
      world.transaction(() => {
        this.#store.worlds.empty(world.pk);
        loadDocument(this.#store, world, this.#complete(document, world.id));
      });
    } catch (error) {
      const record = this.#store.worlds.byId(world.id);
      if (record) world.reloadState(record);
      throw error;
    }
    world.rateLimits.clear();
  }

  /** Back to how the world was created, with its keys; faults and journal are forgotten. */
  reset(world: World): void {
    const birth = JSON.parse(this.#store.worlds.birth(world.pk) ?? 'null') as WorldDocument;
    this.restore(world, birth);
    world.resetMemory();
  }

  remove(world: World): void {
    this.#store.worlds.remove(world.pk);
    this.#close(world);
  }

  #close(world: World): void {
    clearTimeout(this.#timers.get(world));
    this.#timers.delete(world);
    this.#worlds.delete(world.pk);
    this.#anyKeyWorlds.delete(world);
    if (world === this.#default) this.#default = undefined;
    world.end();
  }

  /** The holder of a key that nobody has, in a world that is opened for it; undefined unless any key will do. */
  getOrCreateForKey(key: string): KeyHolder | undefined {
    // "Bearer" alone is what a client sends that has no key.
    if (
      !this.#options.anyKey ||
      !/^[\x21-\x7e]{1,256}$/.test(key) ||
      /^bearer$/i.test(key) ||
      looksReal(key) ||
      ownKey.test(key)
    )
      return undefined;
    const id = `key-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
    if (this.byId(id)) return undefined;
    const most = this.#options.mostAnyKeyWorlds ?? defaultMostAnyKeyWorlds;
    for (const oldest of this.#anyKeyWorlds) {
      if (this.#anyKeyWorlds.size < most) break;
      this.remove(oldest);
    }
    this.#anyKeyWorlds.add(this.create({ id, team: { keys: [{ key }] } }));
    return this.#store.keys.holder(key);
  }

  close(): void {
    for (const world of this.all) this.#close(world);
  }
}

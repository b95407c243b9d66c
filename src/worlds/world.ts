import type { Goal } from '../../schemas/goal.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { AuditActor, AuditEvent } from '../domain/audit.ts';
import type { Directory } from '../domain/directory.ts';
import { ScimError } from '../domain/scim-error.ts';
import type { Team } from '../domain/team.ts';
import type { Trace } from '../domain/trace.ts';
import type { Store } from '../store/store.ts';
import type { WorldRecord } from '../store/worlds.ts';
import { WorldClock } from './clock.ts';
import { Faults } from './faults.ts';
import { Ids } from './ids.ts';
import type { Journal } from './journal.ts';
import { RateLimits } from './rate-limit.ts';

/** The cause of a change: a SCIM key, or people in Postman's app. */
export type Actor = { readonly actor: AuditActor; readonly key?: ApiKey };

/** A Postman universe of its own: what is stored of it, and what it holds in memory. */
export class World {
  readonly pk: number;
  readonly id: string;
  readonly clock: WorldClock;
  readonly ids: Ids;
  readonly journal: Journal;
  readonly faults = new Faults();
  readonly rateLimits = new RateLimits();
  /** The directory that a run should end with. */
  goal: Goal | undefined;
  readonly #store: Store;
  #savedCounter: number;
  #ended = false;

  constructor(record: WorldRecord, store: Store, journal: Journal, realTime: () => number) {
    this.pk = record.pk;
    this.id = record.id;
    this.clock = new WorldClock(realTime, record.clockOffset, record.clockFrozenAt);
    this.ids = new Ids(record.idSeed, record.idCounter);
    this.journal = journal;
    this.#store = store;
    this.#savedCounter = record.idCounter;
  }

  /** A call that was on its way when its world went finds its key unknown, as all do that come later. */
  #refuseEnded(): void {
    if (this.#ended) throw new ScimError('key-refused', 'key-refused', 'the world of the key is gone');
  }

  /** An id that nobody in the team has: a document may have given the ones that come next. */
  newId(team: number): string {
    const { members, groups } = this.#store;
    let id = this.ids.next();
    while (members.byId(team, id) || groups.byId(team, id)) id = this.ids.next();
    return id;
  }

  /** Adds an event to the audit trail, in the transaction that is under way. */
  record(team: string | null, { actor, key }: Actor, event: AuditEvent): void {
    this.#store.audit.add(this.pk, { time: this.clock.wholeSecond(), team, actor, key: key?.id ?? null, ...event });
  }

  /** A team's directory for one request, or one change in Postman's app. */
  directory(team: Team, trace: Trace, actor: Actor): Directory {
    this.#refuseEnded();
    const { accounts, members, groups } = this.#store;
    const now = this.clock.wholeSecond();
    return {
      team,
      accounts,
      members,
      groups,
      now,
      newId: () => this.newId(team.pk),
      trace,
      makerRole: actor.key?.makerRole ?? 'super admin',
      record: (event) => this.record(team.id, actor, event),
    };
  }

  /** One transaction, with the ids that were given out in it. */
  transaction<T>(work: () => T): T {
    this.#refuseEnded();
    return this.#store.transaction(() => {
      const result = work();
      if (this.ids.counter !== this.#savedCounter) {
        this.#store.worlds.saveCounter(this.pk, this.ids.counter);
        this.#savedCounter = this.ids.counter;
      }
      return result;
    });
  }

  saveClock(): void {
    this.#store.worlds.saveClock(this.pk, this.clock.offset, this.clock.frozenAt);
  }

  /** Changes the clock and stores it; where it cannot be stored it stays as it was. */
  changeClock(change: (clock: WorldClock) => void): void {
    const { offset, frozenAt } = this.clock;
    try {
      change(this.clock);
      this.saveClock();
    } catch (error) {
      this.clock.restore(offset, frozenAt);
      throw error;
    }
  }

  /** Takes clock and ids from what is stored, as after a transaction that failed. */
  reloadState(record: WorldRecord): void {
    this.ids.restart(record.idSeed, record.idCounter);
    this.#savedCounter = record.idCounter;
    this.clock.restore(record.clockOffset, record.clockFrozenAt);
  }

  /** The world goes: nothing is read or written in it any more. */
  end(): void {
    this.#ended = true;
    this.journal.close();
  }

  /** Forgets what only memory holds. */
  resetMemory(): void {
    this.faults.clear();
    this.rateLimits.clear();
    this.goal = undefined;
    this.journal.clear();
  }

  /** Begins a new series of ids. */
  restartIds(seed: string, counter: number): void {
    this.ids.restart(seed, counter);
    this.#store.worlds.saveIds(this.pk, seed, counter);
    this.#savedCounter = counter;
  }
}

import type { Directory } from '../domain/directory.ts';
import type { OperationId } from '../domain/operation.ts';
import type { Team } from '../domain/team.ts';
import type { AttributeOutcome, Change, Outcome, Trace } from '../domain/trace.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import type { Fault } from '../worlds/faults.ts';
import type { KeyForm } from '../worlds/journal-entry.ts';
import type { RateLimitState } from '../worlds/rate-limit.ts';
import type { World } from '../worlds/world.ts';

const none: readonly never[] = [];

/** One SCIM request on its way through the server, and what is noted of it. */
export class Call implements Trace {
  readonly arrived = performance.now();
  /** Null for what is not routed. */
  readonly operation: OperationId | null;
  world: World | undefined;
  team: Team | undefined;
  keyForm: KeyForm = 'none';
  rateLimit: RateLimitState | undefined;
  /** Refused by the rate limit. */
  limited = false;
  fault: Fault | undefined;
  /** The cause of a refusal; null where nothing was refused, and for a refused filter. */
  reason: string | null = null;
  #quirks: QuirkId[] | undefined;
  #outcomes: AttributeOutcome[] | undefined;
  #changes: Change[] | undefined;

  constructor(operation: OperationId | null) {
    this.operation = operation;
  }

  get quirks(): readonly QuirkId[] {
    return this.#quirks ?? none;
  }

  get outcomes(): readonly AttributeOutcome[] {
    return this.#outcomes ?? none;
  }

  get changes(): readonly Change[] {
    return this.#changes ?? none;
  }

  quirk(id: QuirkId): void {
    this.#quirks ??= [];
    if (!this.#quirks.includes(id)) this.#quirks.push(id);
  }

  outcome(path: string, outcome: Outcome, quirk?: QuirkId): void {
    this.#outcomes ??= [];
    this.#outcomes.push(quirk === undefined ? { path, outcome } : { path, outcome, quirk });
  }

  changed(resource: Change['resource'], id: string, change: Change['change']): void {
    this.#changes ??= [];
    this.#changes.push({ resource, id, change });
  }

  /** A refused call changed nothing, and nothing that it sent was stored. */
  refuse(quirk: QuirkId, reason: string | null): void {
    this.quirk(quirk);
    this.reason = reason;
    this.#changes = undefined;
    this.#outcomes = this.#outcomes?.map((note) =>
      note.outcome === 'stored' || note.outcome === 'coerced' ? { path: note.path, outcome: 'rejected', quirk } : note,
    );
  }

  /** The directory of the team that the key opened. */
  directory(): Directory {
    if (!this.world || !this.team) throw new Error('the call has not been authenticated');
    return this.world.directory(this.team, this);
  }

  /** One transaction: the write is kept whole, or not at all. */
  transaction<T>(work: () => T): T {
    if (!this.world) throw new Error('the call has not been authenticated');
    return this.world.transaction(work);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on requests that are not SCIM's. */
    call: Call | null;
  }
  interface FastifyContextConfig {
    operation?: OperationId;
  }
}

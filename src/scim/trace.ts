import type { OperationId } from '../domain/operation.ts';
import type { AttributeOutcome, Change, Outcome, Trace } from '../domain/trace.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import type { Fault } from '../worlds/faults.ts';

const none: readonly never[] = [];

/** Notes what is decided while one request is answered; the journal keeps it. */
export class RequestTrace implements Trace {
  readonly arrived = performance.now();
  /** Null for a request that is not routed. */
  readonly operation: OperationId | null;
  /** True where the rate limit refused the request. */
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

  /** Notes what was noted when the same answer was made before. */
  recall(quirks: readonly QuirkId[], outcomes: readonly AttributeOutcome[]): void {
    for (const id of quirks) this.quirk(id);
    if (outcomes.length > 0) this.#outcomes = [...(this.#outcomes ?? none), ...outcomes];
  }

  changed(resource: Change['resource'], id: string, change: Change['change']): void {
    this.#changes ??= [];
    this.#changes.push({ resource, id, change });
  }

  /** Notes a refusal: a refused request changes nothing, and nothing in its body is stored. */
  refuse(quirk: QuirkId, reason: string | null): void {
    this.quirk(quirk);
    this.reason = reason;
    this.#changes = undefined;
    this.#outcomes = this.#outcomes?.map((note) =>
      note.outcome === 'stored' || note.outcome === 'coerced' ? { path: note.path, outcome: 'rejected', quirk } : note,
    );
  }
}

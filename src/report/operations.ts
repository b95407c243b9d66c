import type { Effort } from '../../schemas/goal.ts';
import type { OperationSum } from '../../schemas/report.ts';
import { operationIds } from '../domain/operation.ts';
import type { Call } from './call.ts';

type Sum = { calls: number; succeeded: number; refused: number; failed: number; withoutEffect: number };

/** Calls by operation, and how they ended. */
export class Operations {
  readonly #sums = new Map<string, Sum>();
  #writes = 0;
  #effective = 0;

  take(call: Call): void {
    const operation = call.operation ?? 'not routed';
    let sum = this.#sums.get(operation);
    if (sum === undefined) {
      sum = { calls: 0, succeeded: 0, refused: 0, failed: 0, withoutEffect: 0 };
      this.#sums.set(operation, sum);
    }
    sum.calls += 1;
    if (!call.isRead) this.#writes += 1;
    if (!call.isRead && call.entry.changes.length > 0) this.#effective += 1;
    if (call.isAmbiguous) sum.failed += 1;
    else if (call.succeeded) {
      sum.succeeded += 1;
      if (!call.isRead && call.entry.changes.length === 0) sum.withoutEffect += 1;
    } else if (call.entry.status >= 400) sum.refused += 1;
  }

  sums(): OperationSum[] {
    return [...operationIds, 'not routed'].flatMap((operation) => {
      const sum = this.#sums.get(operation);
      return sum === undefined ? [] : [{ operation, ...sum }];
    });
  }

  /** What it took. Refused writes are among those without effect. */
  effort(): Effort {
    const calls = [...this.#sums.values()].reduce((sum, one) => sum + one.calls, 0);
    return { calls, writes: this.#writes, withoutEffect: this.#writes - this.#effective };
  }
}

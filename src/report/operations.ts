import type { Effort } from '../../schemas/goal.ts';
import type { OperationSum } from '../../schemas/report.ts';
import { operationIds } from '../domain/operation.ts';
import type { Call } from './call.ts';

const sumOf = (operation: string, calls: readonly Call[]): OperationSum => {
  const sum = { operation, calls: calls.length, succeeded: 0, refused: 0, failed: 0, withoutEffect: 0 };
  for (const call of calls) {
    if (call.isAmbiguous) sum.failed += 1;
    else if (call.succeeded) {
      sum.succeeded += 1;
      if (!call.isRead && call.entry.changes.length === 0) sum.withoutEffect += 1;
    } else if (call.status >= 400) sum.refused += 1;
  }
  return sum;
};

/** Sums calls up by operation, and how they ended. */
export const sumOperations = (calls: readonly Call[]): OperationSum[] => {
  const byOperation = Map.groupBy(calls, ({ operation }) => operation ?? 'not routed');
  return ([...operationIds, 'not routed'] as const).flatMap((operation) => {
    const own = byOperation.get(operation);
    return own === undefined ? [] : [sumOf(operation, own)];
  });
};

/** Counts the calls of a run, the writes, and the writes that changed nothing; refused writes are among those. */
export const sumEffort = (calls: readonly Call[]): Effort => {
  const writes = calls.filter(({ isRead }) => !isRead);
  const withoutEffect = writes.filter(({ entry }) => entry.changes.length === 0).length;
  return { calls: calls.length, writes: writes.length, withoutEffect };
};

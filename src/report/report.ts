import type { Directory, Goal } from '../../schemas/goal.ts';
import type { Report, Retries, Severity } from '../../schemas/report.ts';
import { catalogue } from './catalogue.ts';
import { toFinding } from './finding.ts';
import { compareGoal } from './goal.ts';
import { sumInferred } from './inferred.ts';
import { sumEffort, sumOperations } from './operations.ts';
import { sumOutcomes } from './outcomes.ts';
import { type Entries, Run } from './run.ts';
import { judge, type Policy } from './verdict.ts';
import { instant } from './wording.ts';

export type ReportOptions = Policy & {
  /** The world's id. */
  readonly world?: string | undefined;
  /** The goal with the directory as it is; without, the report has no goal. */
  readonly goal?: { readonly declared: Goal; readonly actual: Directory } | undefined;
};

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

const sumRetries = ({ uncertainWrites }: Run): Retries => {
  const retries: Retries = { idempotent: 0, blind: 0, duplicated: 0, gaveUp: 0 };
  for (const { continuation } of uncertainWrites) retries[continuation] += 1;
  return retries;
};

const periodOf = ({ calls }: Run): Pick<Report, 'from' | 'to'> => {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { entry } of calls) {
    from = Math.min(from, entry.time);
    to = Math.max(to, entry.time);
  }
  return calls.length === 0 ? { from: null, to: null } : { from: instant(from), to: instant(to) };
};

/** Makes the report on the requests that a journal holds. */
export const createReport = (journal: Entries, options: ReportOptions = {}): Report => {
  const run = new Run(journal);
  const { calls, missed } = run;
  const goal = options.goal ? compareGoal(options.goal.declared, options.goal.actual, sumEffort(calls)) : null;
  const findings = catalogue
    .flatMap((kind) => {
      const found = kind.detect(run, goal);
      return found === undefined ? [] : [toFinding(kind, found)];
    })
    .sort((one, other) => gravity[one.severity] - gravity[other.severity]);
  return judge(
    {
      version: 1,
      world: options.world ?? 'default',
      requests: calls.length,
      missed,
      ...periodOf(run),
      findings,
      goal,
      retries: sumRetries(run),
      inferred: sumInferred(calls),
      ...sumOutcomes(calls),
      operations: sumOperations(calls),
    },
    options,
  );
};

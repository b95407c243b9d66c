import type { Directory, Effort, Goal } from '../../schemas/goal.ts';
import type { Report, Severity } from '../../schemas/report.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import { Call } from './call.ts';
import { catalogue } from './catalogue.ts';
import { toFinding } from './finding.ts';
import { compareGoal } from './goal.ts';
import { InferredOutcomes } from './inferred.ts';
import { Memory } from './memory.ts';
import { Operations } from './operations.ts';
import { Outcomes } from './outcomes.ts';
import { judge, type Policy } from './verdict.ts';
import { instant } from './wording.ts';

/** A journal as reports read it: the entries after a sequence number, in order. */
export type Entries = {
  /** The sequence number after which the run begins. */
  readonly clearedAt: number;
  entriesAfter(sequence: number): Iterable<JournalEntry>;
};

export type ReportOptions = Policy & {
  /** The world's id. */
  readonly world?: string | undefined;
  /** The goal with the directory as it is; without, the report says nothing of a goal. */
  readonly goal?: { readonly declared: Goal; readonly actual: Directory } | undefined;
};

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * What a run tells, folded request by request: it outlives the journal's ring, and what it keeps is bounded. An entry
 * is taken when it leaves the ring, or when a report is asked for; a second time it is passed over.
 */
export class Analysis {
  readonly #memory = new Memory();
  readonly #outcomes = new Outcomes();
  readonly #operations = new Operations();
  readonly #inferred = new InferredOutcomes();
  readonly #detectors = catalogue.map((kind) => ({ kind, detector: kind.detect() }));
  #cursor: number;
  #requests = 0;
  #missed = 0;
  #from: number | undefined;
  #to: number | undefined;

  /** Takes what comes after a sequence number; from the first on unless told otherwise. */
  constructor(after = 0) {
    this.#cursor = after;
  }

  /** The sequence of the last entry that was taken. */
  get cursor(): number {
    return this.#cursor;
  }

  take(entry: JournalEntry): void {
    if (entry.sequence <= this.#cursor) return;
    this.#missed += entry.sequence - this.#cursor - 1;
    this.#cursor = entry.sequence;
    this.#requests += 1;
    this.#from = Math.min(this.#from ?? entry.time, entry.time);
    this.#to = Math.max(this.#to ?? entry.time, entry.time);
    const call = new Call(entry);
    this.#memory.take(call);
    this.#outcomes.take(call);
    this.#operations.take(call);
    this.#inferred.take(call);
    for (const { detector } of this.#detectors) detector.take(call, this.#memory);
  }

  /** Takes what the journal has beyond the cursor. */
  catchUp(journal: Entries): void {
    for (const entry of journal.entriesAfter(this.#cursor)) this.take(entry);
  }

  /** How many requests it took, and how many were for nothing. */
  effort(): Effort {
    return this.#operations.effort();
  }

  /** The report on what was taken so far. It changes nothing, and may be asked for again. */
  report(options: ReportOptions = {}): Report {
    const goal = options.goal ? compareGoal(options.goal.declared, options.goal.actual, this.effort()) : null;
    const memory = this.#memory;
    const findings = this.#detectors
      .flatMap(({ kind, detector }) => {
        const sighting = detector.conclude({ goal, memory });
        return sighting === undefined ? [] : [toFinding(kind, sighting)];
      })
      .sort((one, other) => gravity[one.severity] - gravity[other.severity]);
    return judge(
      {
        version: 1,
        world: options.world ?? 'default',
        requests: this.#requests,
        missed: this.#missed,
        from: this.#from === undefined ? null : instant(this.#from),
        to: this.#to === undefined ? null : instant(this.#to),
        findings,
        goal,
        retries: memory.doubts.conclude(memory).retries,
        inferred: this.#inferred.sums(),
        outcomes: this.#outcomes.sums(),
        moreOutcomes: this.#outcomes.more,
        operations: this.#operations.sums(),
      },
      options,
    );
  }
}

/** Analyses the requests that a journal holds. */
export const analyse = (journal: Entries): Analysis => {
  const analysis = new Analysis(journal.clearedAt);
  analysis.catchUp(journal);
  return analysis;
};

import type { GoalDifference } from '../../schemas/goal.ts';
import type { Example, Finding, Severity } from '../../schemas/report.ts';
import { type QuirkId, quirkOf } from '../quirks/catalogue.ts';
import type { Call } from './call.ts';
import type { Run } from './run.ts';
import { discreet } from './wording.ts';

/** One place in a run where a finding shows. */
export type Occurrence = {
  readonly call: Call;
  readonly note: string;
  /** The person, group or thing concerned. */
  readonly subject?: string | undefined;
};

/** The result of looking for a finding in a run. */
export type Detection = {
  readonly summary: string;
  readonly count: number;
  readonly examples: readonly Example[];
  /** Set where the harm is less than that of the kind. */
  readonly severity?: Severity | undefined;
};

/** A finding as the catalogue describes it. The id is stable. */
export type FindingKind = {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What it means in production. */
  readonly explanation: string;
  readonly remedy: string;
  readonly quirks: readonly QuirkId[];
  /** Looks for the finding in a run; pure. */
  readonly detect: (run: Run, goal: GoalDifference | null) => Detection | undefined;
};

const exampleLimit = 5;

/** Sums occurrences up: their number, the first as examples, and a summary of whom or what they concern. */
export const detection = (
  occurrences: Iterable<Occurrence>,
  summarise: (count: number, subjects: readonly string[]) => string,
): Detection | undefined => {
  const examples: Example[] = [];
  const subjects = new Set<string>();
  let count = 0;
  for (const { call, note, subject } of occurrences) {
    if (count < exampleLimit) examples.push(call.example(note));
    count += 1;
    if (subject !== undefined) subjects.add(discreet(subject));
  }
  return count === 0 ? undefined : { summary: summarise(count, [...subjects]), count, examples };
};

/** A detection by single calls: each call for which `notice` has a note is an occurrence, and the note its subject. */
export const byCall =
  (
    notice: (call: Call, run: Run) => string | undefined,
    summarise: (count: number, subjects: readonly string[]) => string,
  ): FindingKind['detect'] =>
  (run) =>
    detection(
      run.calls.flatMap((call) => {
        const note = notice(call, run);
        return note === undefined ? [] : [{ call, note, subject: note }];
      }),
      summarise,
    );

export const toFinding = (kind: FindingKind, found: Detection): Finding => ({
  id: kind.id,
  severity: found.severity ?? kind.severity,
  title: kind.title,
  summary: found.summary,
  explanation: kind.explanation,
  remedy: kind.remedy,
  evidence: kind.quirks.map((id) => {
    const { confidence, description, evidence } = quirkOf(id);
    return { quirk: id, confidence, description, evidence };
  }),
  count: found.count,
  examples: [...found.examples],
});

/** Occurrences that a later call may put right: those still open at the end make the finding. */
export class OpenIssues {
  readonly #open = new Map<string, Occurrence>();

  /** Opens an issue; one that is open already stays as it was. */
  open(key: string, occurrence: Occurrence): void {
    if (!this.#open.has(key)) this.#open.set(key, { subject: key, ...occurrence });
  }

  settle(key: string): void {
    this.#open.delete(key);
  }

  get size(): number {
    return this.#open.size;
  }

  detection(summarise: (count: number, subjects: readonly string[]) => string): Detection | undefined {
    return detection(this.#open.values(), summarise);
  }
}

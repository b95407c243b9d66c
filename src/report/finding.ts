import type { GoalDifference } from '../../schemas/goal.ts';
import type { Example, Finding, Severity } from '../../schemas/report.ts';
import { type QuirkId, quirkOf } from '../quirks/catalogue.ts';
import type { Call } from './call.ts';
import type { Memory } from './memory.ts';
import { capacity, Recent } from './recent.ts';
import { discreet } from './wording.ts';

/** What a detector saw in a run. */
export type Sighting = {
  readonly summary: string;
  readonly count: number;
  readonly examples: readonly Example[];
  /** Where it came to less harm than its kind does. */
  readonly severity?: Severity;
};

/** What there is to conclude from besides a detector's own state. */
export type End = { readonly goal: GoalDifference | null; readonly memory: Memory };

export type Detector = {
  /** Called once for every request, in order; the memory has taken the call already. */
  take(call: Call, memory: Memory): void;
  /** What was seen so far, if anything. May be called at any time, and changes nothing. */
  conclude(end: End): Sighting | undefined;
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
  /** A detector for one run. */
  detect(): Detector;
};

export const toFinding = (kind: FindingKind, seen: Sighting): Finding => ({
  id: kind.id,
  severity: seen.severity ?? kind.severity,
  title: kind.title,
  summary: seen.summary,
  explanation: kind.explanation,
  remedy: kind.remedy,
  evidence: kind.quirks.map((id) => {
    const { confidence, description, evidence } = quirkOf(id);
    return { quirk: id, confidence, description, evidence };
  }),
  count: seen.count,
  examples: [...seen.examples],
});

const exampleLimit = 5;

/** Things that happened: counted, the first of them kept as examples, and whom they happened to. */
export class Incidents {
  count = 0;
  readonly examples: Example[] = [];
  /** Who or what it happened to. */
  readonly subjects = new Recent<string, true>(capacity);

  add(call: Call, note: string, subject?: string): void {
    if (this.examples.length < exampleLimit) this.addExample(call.example(note));
    else this.count += 1;
    if (subject !== undefined) this.name(subject);
  }

  name(subject: string): void {
    if (!this.subjects.has(subject)) this.subjects.set(discreet(subject), true);
  }

  addExample(example: Example): void {
    this.count += 1;
    if (this.examples.length < exampleLimit) this.examples.push(example);
  }

  sum(say: (count: number, subjects: readonly string[]) => string): Sighting | undefined {
    if (this.count === 0) return undefined;
    return { summary: say(this.count, [...this.subjects.keys()]), count: this.count, examples: this.examples };
  }
}

type Matter = { readonly example: Example; readonly subject: string };

/** Things that happened and may yet be put right: what was not, at the end, is the finding. */
export class Matters {
  #lost: Matter[] = [];
  #lostCount = 0;
  readonly #open = new Recent<string, Matter>(capacity, (_key, matter) => {
    this.#lostCount += 1;
    if (this.#lost.length < exampleLimit) this.#lost.push(matter);
  });

  /** A matter that is open already stays as it was. */
  open(key: string, call: Call, note: string, subject = key): void {
    if (!this.#open.has(key)) this.#open.set(key, { example: call.example(note), subject: discreet(subject) });
  }

  settle(key: string): void {
    this.#open.delete(key);
  }

  settleWhere(settled: (key: string) => boolean): void {
    for (const key of this.#open.keys()) if (settled(key)) this.#open.delete(key);
  }

  has(key: string): boolean {
    return this.#open.has(key);
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  sum(say: (count: number, subjects: readonly string[]) => string): Sighting | undefined {
    const count = this.#lostCount + this.#open.size;
    if (count === 0) return undefined;
    const examples = [...this.#lost];
    for (const matter of this.#open.values()) {
      if (examples.length >= exampleLimit) break;
      examples.push(matter);
    }
    const subjects = new Set([...this.#open.values()].map((matter) => matter.subject));
    return { summary: say(count, [...subjects]), count, examples: examples.map((matter) => matter.example) };
  }
}

/** A detector for what one call shows by itself: a note where it does. */
export const eachCall = (
  notice: (call: Call, memory: Memory) => string | undefined,
  say: (count: number, subjects: readonly string[]) => string,
): (() => Detector) => {
  return () => {
    const seen = new Incidents();
    return {
      take(call, memory) {
        const note = notice(call, memory);
        if (note !== undefined) seen.add(call, note, note);
      },
      conclude: () => seen.sum(say),
    };
  };
};

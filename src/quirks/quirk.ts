/**
 * Every behaviour a client can see, with what it rests on. The ids are stable: refusals, the outcome of an attribute,
 * findings, tests and docs/fidelity.md name them.
 *
 * - `documented`: by Postman (its OpenAPI definition, learning centre, generated SDK);
 * - `observed`: a public client that is used against the real API does it, or a public note quotes the real answer;
 * - `inferred`: nothing public says so, or the public sources disagree; our decision, with its reason.
 */
export type Confidence = 'documented' | 'observed' | 'inferred';

export type Area = 'surface' | 'keys' | 'errors' | 'users' | 'lists' | 'groups' | 'discovery' | 'rate limits';

export type Quirk = {
  readonly area: Area;
  readonly confidence: Confidence;
  /** What Postman does, in a sentence. */
  readonly description: string;
  /** Where that is known from, or why it was decided so. */
  readonly evidence: string;
  /** The readings that can be switched between, with what each means; absent where there is but one. */
  readonly values?: Readonly<Record<string, string>>;
  /** The operations that it shows in, by operationId; absent where it shows in every one. */
  readonly operations?: readonly string[];
  /** The reason why the trace of an answer never names it; absent where it does. */
  readonly untraced?: string;
  /**
   * Says why an inferred quirk never changes an outcome: whether a request succeeds, the data it stores, the people
   * that a read finds. Absent where a run would end otherwise if Postman decided otherwise.
   */
  readonly withoutOutcome?: string;
};

/** Keeps the literal types, by which quirks with several readings are told from the others. */
export const quirk = <const Q extends Quirk>(definition: Q): Q => definition;

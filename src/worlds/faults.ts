import type { OperationId } from '../domain/operation.ts';

/** What a fault does to the answer. Delays are real time. */
export type FaultEffect =
  | { readonly kind: 'error'; readonly status: 400 | 401 | 403 | 404 | 409 | 500 }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'malformed-json' }
  | { readonly kind: 'proxy-page'; readonly status: 502 | 503 | 504 }
  | { readonly kind: 'reset' };

export type FaultRule = {
  readonly operations: readonly OperationId[];
  /** Strikes only this resource: the id in the path. */
  readonly resource?: string;
  /** Strikes only bodies that have these values at these paths (`userName`, `name.givenName`, `Operations[0].op`). */
  readonly match?: Readonly<Record<string, unknown>>;
  /** Strikes the next so many matching requests. */
  readonly times?: number;
  /** Applies to every Nth matching request. */
  readonly every?: number;
  /** `after`: the change is committed, and the fault replaces the answer. */
  readonly when: 'before' | 'after';
  readonly effect: FaultEffect;
};

export type Fault = FaultRule & {
  readonly id: string;
  /** The number of requests that matched, and the number to which the rule was applied. */
  readonly matched: number;
  readonly applied: number;
};

type Counted = { -readonly [Key in keyof Fault]: Fault[Key] };

const valueAt = (body: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      body,
    );

const bodyMatches = (match: Readonly<Record<string, unknown>>, body: unknown): boolean =>
  Object.entries(match).every(([path, value]) => valueAt(body, path) === value);

/** A world's fault rules, in the order they were added: the first that applies to a request is the one that counts. */
export class Faults {
  #rules: Counted[] = [];
  #added = 0;

  get all(): readonly Fault[] {
    return this.#rules;
  }

  get none(): boolean {
    return this.#rules.length === 0;
  }

  byId(id: string): Fault | undefined {
    return this.#rules.find((rule) => rule.id === id);
  }

  add(rule: FaultRule): Fault {
    this.#added += 1;
    const fault: Counted = { ...rule, id: `fault-${this.#added}`, matched: 0, applied: 0 };
    this.#rules.push(fault);
    return fault;
  }

  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that applies to a request; `readBody` is called only where a rule looks at the body. */
  apply(
    when: Fault['when'],
    operation: OperationId,
    resource: string | null,
    readBody: () => unknown,
  ): Fault | undefined {
    for (const rule of this.#rules) {
      if (rule.when !== when || !rule.operations.includes(operation)) continue;
      if (rule.resource !== undefined && rule.resource !== resource) continue;
      if (rule.times !== undefined && rule.applied >= rule.times) continue;
      if (rule.match && !bodyMatches(rule.match, readBody())) continue;
      rule.matched += 1;
      if (rule.every !== undefined && rule.matched % rule.every !== 0) continue;
      rule.applied += 1;
      return rule;
    }
    return undefined;
  }
}

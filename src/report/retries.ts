import type { Example, Retries } from '../../schemas/report.ts';
import type { Call } from './call.ts';
import type { Page } from './lists.ts';

import { capacity, digest, Recent } from './recent.ts';
import { keyOf, nameIn } from './resource.ts';

/** How a client went on after a write whose outcome it could not know. */
export type Outcome = keyof Retries;

/** The reads of a client, as far as they tell whether it looked for the outcome of a write. */
type Looks = {
  readonly page: Page | undefined;
  readonly lookUp: { readonly value: string; readonly found: boolean } | undefined;
  looksAfterConflict(client: string): boolean;
};

type Doubt = {
  readonly example: Example;
  readonly client: string;
  /** What the write was about, with a space after it: a name to be created, or an id. */
  readonly subject: string;
  readonly method: string;
  /** True where the work had been done all the same. */
  applied: boolean;
  looked: boolean;
  retried: 'no' | 'made' | 'conflict';
};

const outcomeOf = ({ method, applied, looked, retried }: Doubt): Outcome => {
  if (retried === 'no') return looked && applied ? 'idempotent' : 'gaveUp';
  // PUT, PATCH and DELETE leave the same behind however often they are sent.
  if (method !== 'POST' || looked) return 'idempotent';
  return retried === 'conflict' ? 'duplicated' : 'blind';
};

const subjectOf = (call: Call): string | undefined => {
  const created = nameIn(call);
  if (created !== undefined) return `${keyOf(call.client, created.kind, created.name)} `;
  return call.entry.resource === null ? undefined : `${call.client} ${call.entry.resource} `;
};

type Kept = { readonly outcome: Outcome; readonly client: string; readonly example: Example };

/** Follows every ambiguous write until its client looks, retries or lets it be. */
export class Doubts {
  readonly #open = new Recent<string, Doubt>(capacity, (_key, doubt) => this.#close(doubt));
  readonly #counts = new Recent<string, Retries>(1_000);
  readonly #kept: Kept[] = [];

  #close(doubt: Doubt): void {
    const counts = this.#counts.get(doubt.client) ?? { idempotent: 0, blind: 0, duplicated: 0, gaveUp: 0 };
    const outcome = outcomeOf(doubt);
    counts[outcome] += 1;
    this.#counts.set(doubt.client, counts);
    const { client, example } = doubt;
    if (this.#kept.length < 100) this.#kept.push({ outcome, client, example });
  }

  take(call: Call, memory: Looks): void {
    if (call.operation === null || (this.#open.size === 0 && (call.isRead || !call.isAmbiguous))) return;
    if (!call.isRead) this.#takeWrite(call);
    else if (!call.isAmbiguous && call.entry.status !== 429) this.#takeLook(call, memory);
  }

  #takeLook({ client, entry }: Call, { page, lookUp }: Looks): void {
    let subject = `${client} `;
    if (page !== undefined && lookUp !== undefined) subject = `${keyOf(client, page.kind, lookUp.value)} `;
    else if (page === undefined && entry.resource !== null) subject = `${client} ${entry.resource} `;
    else if (page === undefined) return;
    for (const doubt of this.#open.values()) if (doubt.subject.startsWith(subject)) doubt.looked = true;
  }

  #takeWrite(call: Call): void {
    const subject = subjectOf(call);
    if (subject === undefined) return;
    const { method, requestBody, status, changes } = call.entry;
    const key = `${subject}${method} ${method === 'POST' ? '' : digest(requestBody ?? '')}`;
    if (call.isAmbiguous) {
      const doubt = this.#open.get(key);
      if (doubt !== undefined) doubt.applied ||= changes.length > 0;
      else {
        const example = call.example(status === 0 ? 'no answer' : `answered ${status}`);
        const applied = changes.length > 0;
        this.#open.set(key, { example, client: call.client, subject, method, applied, looked: false, retried: 'no' });
      }
      return;
    }
    if (status === 429) return;
    for (const [open, doubt] of this.#open) {
      const isRetry = open === key || (doubt.looked && doubt.subject === subject && doubt.method === method);
      if (!isRetry) continue;
      doubt.retried = status === 409 ? 'conflict' : 'made';
      // After a 409 it may still look.
      if (doubt.retried === 'conflict' && !doubt.looked) continue;
      this.#open.delete(open);
      this.#close(doubt);
    }
  }

  /** Whether the creation of this name is in doubt. */
  concern(client: string, kind: Page['kind'], name: string): boolean {
    return this.#open.size > 0 && this.#open.has(`${keyOf(client, kind, name)} POST `);
  }

  /** What came of the ambiguous writes. A client known to look on 409 may retry a POST without looking first. */
  conclude(memory: Looks): { readonly retries: Retries; readonly examples: (outcome: Outcome) => Example[] } {
    const retries: Retries = { idempotent: 0, blind: 0, duplicated: 0, gaveUp: 0 };
    const judge = (outcome: Outcome, client: string): Outcome =>
      outcome === 'blind' && memory.looksAfterConflict(client) ? 'idempotent' : outcome;
    for (const [client, counts] of this.#counts) {
      for (const outcome of Object.keys(counts) as Outcome[]) retries[judge(outcome, client)] += counts[outcome];
    }
    const open = [...this.#open.values()].map((doubt): Kept => ({ ...doubt, outcome: outcomeOf(doubt) }));
    for (const { outcome, client } of open) retries[judge(outcome, client)] += 1;
    const kept = [...this.#kept, ...open];
    return {
      retries,
      examples: (outcome) =>
        kept
          .filter((one) => judge(one.outcome, one.client) === outcome)
          .map(({ example }) => example)
          .slice(0, 5),
    };
  }
}

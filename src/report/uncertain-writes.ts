import type { Retries } from '../../schemas/report.ts';
import { keyOf } from './body.ts';
import type { Call } from './call.ts';
import type { Timeline } from './timeline.ts';

/** How a client went on after a write whose outcome it could not know. */
export type Continuation = keyof Retries;

export type UncertainWrite = { readonly call: Call; readonly continuation: Continuation };

type Open = {
  readonly call: Call;
  readonly key: string;
  readonly subject: string;
  /** True where the work had been done all the same. */
  applied: boolean;
  looked: boolean;
  retried: 'no' | 'made' | 'conflict';
};

const continuationOf = ({ call, applied, looked, retried }: Open): Continuation => {
  if (retried === 'no') return looked && applied ? 'idempotent' : 'gaveUp';
  // PUT, PATCH and DELETE leave the same behind however often they are sent.
  if (call.entry.method !== 'POST' || looked) return 'idempotent';
  return retried === 'conflict' ? 'duplicated' : 'blind';
};

/** The user or group that a write is about: a name to be created, or an id. */
const subjectOf = (call: Call): string | undefined => {
  const { created } = call;
  if (created !== undefined) return keyOf(call.client, created.kind, created.name);
  return call.entry.resource === null ? undefined : `${call.client} ${call.entry.resource}`;
};

class UncertainWrites {
  readonly all: Open[] = [];
  readonly #inDoubt: Timeline<boolean>;
  readonly #open = new Map<string, Open>();
  /** Those that the client has not looked for yet, by client and by subject. */
  readonly #unseen = new Map<string, Set<Open>>();
  /** Those that it has looked for, by subject and method: the next such write is the retry. */
  readonly #seen = new Map<string, Set<Open>>();

  constructor(inDoubt: Timeline<boolean>) {
    this.#inDoubt = inDoubt;
  }

  add(call: Call): void {
    if (call.operation === null || (this.#open.size === 0 && (call.isRead || !call.isAmbiguous))) return;
    if (!call.isRead) this.#addWrite(call);
    else if (!call.isAmbiguous && call.status !== 429) this.#addRead(call);
  }

  #addRead({ client, page, lookUp, entry }: Call): void {
    if (lookUp !== undefined) this.#look(keyOf(client, lookUp.kind, lookUp.value));
    else if (page !== undefined) this.#look(client);
    else if (entry.resource !== null) this.#look(`${client} ${entry.resource}`);
  }

  #look(place: string): void {
    for (const write of this.#unseen.get(place) ?? []) {
      write.looked = true;
      put(this.#seen, `${write.subject} ${write.call.entry.method}`, write);
      this.#forget(this.#unseen, write);
    }
  }

  #forget(places: Map<string, Set<Open>>, write: Open): void {
    for (const place of [write.call.client, write.subject]) places.get(place)?.delete(write);
  }

  #addWrite(call: Call): void {
    const subject = subjectOf(call);
    if (subject === undefined || call.status === 429) return;
    const { method, changes } = call.entry;
    const key = `${subject} ${method} ${method === 'POST' ? '' : (call.bodyDigest ?? '')}`;
    const same = this.#open.get(key);
    if (call.isAmbiguous) {
      if (same !== undefined) same.applied ||= changes.length > 0;
      else this.#begin({ call, key, subject, applied: changes.length > 0, looked: false, retried: 'no' });
      return;
    }
    const retried = call.status === 409 ? 'conflict' : 'made';
    for (const write of this.#seen.get(`${subject} ${method}`) ?? []) this.#end(write, retried, call.sequence);
    if (same === undefined || same.looked) return;
    same.retried = retried;
    // After a 409 the client may still look.
    if (retried === 'made') this.#end(same, retried, call.sequence);
  }

  #begin(write: Open): void {
    const { call, key, subject } = write;
    this.all.push(write);
    this.#open.set(key, write);
    put(this.#unseen, call.client, write);
    put(this.#unseen, subject, write);
    if (call.entry.method === 'POST') this.#inDoubt.set(subject, call.sequence, true);
  }

  #end(write: Open, retried: Open['retried'], at: number): void {
    write.retried = retried;
    this.#open.delete(write.key);
    this.#forget(this.#unseen, write);
    this.#seen.get(`${write.subject} ${write.call.entry.method}`)?.delete(write);
    this.#inDoubt.set(write.subject, at, false);
  }
}

const put = <V>(sets: Map<string, Set<V>>, key: string, value: V): void => {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
};

/** Follows every write of unknown outcome until its client looks, retries or gives up; notes the names in doubt. */
export const followUncertainWrites = (calls: readonly Call[], inDoubt: Timeline<boolean>): UncertainWrite[] => {
  const writes = new UncertainWrites(inDoubt);
  for (const call of calls) writes.add(call);
  return writes.all.map((write) => ({ call: write.call, continuation: continuationOf(write) }));
};

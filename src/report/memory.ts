import type { Call } from './call.ts';
import { type Page, toPage, type Walk, Walks } from './lists.ts';
import { capacity, Recent } from './recent.ts';
import { keyOf, nameIn, type Resource, readFilterValue, toResource } from './resource.ts';
import { Doubts } from './retries.ts';

/** A look-up by filter, as it was made. */
export type LookUp = { readonly value: string; readonly found: boolean };

/** What several detectors want to know of the requests so far. Bounded: it forgets what is oldest. */
export class Memory {
  /** The page that the current call read, if it read one. */
  page: Page | undefined;
  /** The walk that page belongs to; undefined for a filtered list. */
  walk: Walk | undefined;
  /** The walk that this page has ended. */
  endedWalk: Walk | undefined;
  /** The look-up that the current call made, if it made one. */
  lookUp: LookUp | undefined;
  /** The one resource that the current call was answered with. */
  answered: Resource | undefined;
  readonly walks = new Walks();
  readonly doubts = new Doubts();
  readonly #conflicts = new Conflicts();
  readonly #lookUps = new Recent<string, LookUp>(capacity);
  readonly #names = new Recent<string, string>(capacity);
  readonly #spellings = new Recent<string, string>(capacity);
  readonly #invites = new Recent<string, true>(capacity);
  readonly #listed = new Recent<string, true>(1_000);

  take(call: Call): void {
    this.page = toPage(call);
    this.walk = undefined;
    this.endedWalk = undefined;
    this.lookUp = undefined;
    this.answered = toResource(call);
    if (this.answered !== undefined) this.#learn(call.client, this.answered);
    if (this.page !== undefined) this.#takePage(call, this.page);
    for (const { resource, id } of call.entry.changes) {
      if (resource === 'Invite') this.#invites.set(id, true);
      else if (this.#invites.size > 0) this.#invites.delete(id);
    }
    this.#conflicts.take(call, this);
    this.doubts.take(call, this);
  }

  #takePage(call: Call, page: Page): void {
    if (page.filtered) this.#takeLookUp(call, page);
    else {
      this.#listed.set(`${call.client} ${page.kind}`, true);
      const { walk, ended } = this.walks.take(call.client, page);
      this.walk = walk;
      this.endedWalk = ended;
    }
  }

  #takeLookUp(call: Call, page: Page): void {
    const value = readFilterValue(call.query.get('filter') ?? '');
    if (value === undefined) return;
    this.lookUp = { value, found: page.returned > 0 };
    this.#lookUps.set(keyOf(call.client, page.kind, value), this.lookUp);
    if (page.returned !== 1) return;
    // What a filter finds is spelt as it was asked for.
    const id = /"id":"([^"]+)"/.exec(call.entry.responseBody ?? '')?.[1];
    if (id !== undefined) this.#learn(call.client, { kind: page.kind, id, name: value });
  }

  #learn(client: string, resource: Omit<Resource, 'attributes'>): void {
    this.#spellings.set(keyOf(client, resource.kind, resource.name), resource.name);
    this.#names.set(resource.id, resource.name);
  }

  /** The last look-up of a name by this client, in any letter case. */
  lookUpOf(client: string, kind: Page['kind'], name: string): LookUp | undefined {
    return this.#lookUps.get(keyOf(client, kind, name));
  }

  /** Whether this client has read a list without a filter. */
  hasListed(client: string, kind: Page['kind']): boolean {
    return this.#listed.has(`${client} ${kind}`);
  }

  /** Whether this id was given to somebody who was invited, and has not been seen as a member since. */
  isInvited(id: string): boolean {
    return this.#invites.has(id);
  }

  /** Whether this client has shown to look for whom POST met 409 for: it may create first. */
  looksAfterConflict(client: string): boolean {
    return this.#conflicts.isFollowedUp(client);
  }

  /** The spelling of this name that the client last saw. */
  spellingOf(client: string, kind: Page['kind'], name: string): string | undefined {
    return this.#spellings.get(keyOf(client, kind, name));
  }

  /** What to call the resource with this id. */
  nameOf(id: string | null): string {
    if (id === null) return 'someone';
    return this.#names.get(id) ?? (id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id);
  }
}

/** The 409s of POST, and which clients looked afterwards. */
class Conflicts {
  readonly #met = new Recent<string, string>(capacity);
  readonly #followedUp = new Recent<string, true>(1_000);

  take(call: Call, { page, lookUp }: Memory): void {
    const { client } = call;
    if (call.entry.status === 409) {
      const created = nameIn(call);
      if (created !== undefined) this.#met.set(keyOf(client, created.kind, created.name), client);
    } else if (this.#met.size > 0 && page !== undefined) {
      const met = lookUp === undefined ? this.#hasMet(client) : this.#met.has(keyOf(client, page.kind, lookUp.value));
      if (met) this.#followedUp.set(client, true);
    }
  }

  #hasMet(client: string): boolean {
    if (this.#followedUp.has(client)) return true;
    for (const one of this.#met.values()) if (one === client) return true;
    return false;
  }

  isFollowedUp(client: string): boolean {
    return this.#followedUp.has(client);
  }
}

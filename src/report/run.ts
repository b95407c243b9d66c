import type { JournalEntry } from '../worlds/journal-entry.ts';
import { type Kind, keyOf } from './body.ts';
import { Call } from './call.ts';
import type { LookUp, Page } from './page.ts';
import { Timeline } from './timeline.ts';
import { followUncertainWrites, type UncertainWrite } from './uncertain-writes.ts';

/** A journal as reports read it: the entries after a sequence number, in order. */
export type Entries = {
  /** The sequence number after which the run begins. */
  readonly clearedAt: number;
  /** The number of the last request. */
  readonly sequence?: number;
  entriesAfter(sequence: number): Iterable<JournalEntry>;
};

/** The pages of one list that a client read one after another, from a page that starts at 1 to the next such. */
export type PageSequence = {
  readonly client: string;
  readonly kind: Kind;
  readonly steps: { readonly call: Call; readonly page: Page }[];
};

/** The requests of a run, with the look-ups that findings share. It is built once, in one pass, and then only read. */
export class Run {
  readonly calls: readonly Call[];
  /** Requests of the run that had left the journal before the report. */
  readonly missed: number;
  readonly pageSequences: readonly PageSequence[];
  readonly uncertainWrites: readonly UncertainWrite[];
  readonly #lookUps = new Timeline<LookUp>();
  readonly #names = new Timeline<string>();
  readonly #spellings = new Timeline<string>();
  readonly #invited = new Timeline<boolean>();
  readonly #listed = new Timeline<true>();
  readonly #inDoubt = new Timeline<boolean>();
  readonly #clientsThatLookOn409 = new Set<string>();

  constructor(journal: Entries) {
    const calls: Call[] = [];
    const pageSequences = new PageSequences();
    const conflicts = new Conflicts(this.#clientsThatLookOn409);
    for (const entry of journal.entriesAfter(journal.clearedAt)) {
      const call = new Call(entry);
      calls.push(call);
      this.#learn(call);
      pageSequences.add(call);
      conflicts.add(call);
    }
    this.calls = calls;
    const last = Math.max(journal.sequence ?? 0, calls.at(-1)?.sequence ?? 0, journal.clearedAt);
    this.missed = last - journal.clearedAt - calls.length;
    this.pageSequences = pageSequences.all;
    // A client that looks on 409 may send a POST again without a look.
    this.uncertainWrites = followUncertainWrites(calls, this.#inDoubt).map((write) =>
      write.continuation === 'blind' && this.looksAfterConflict(write.call.client)
        ? { ...write, continuation: 'idempotent' }
        : write,
    );
  }

  #learn(call: Call): void {
    const { client, sequence, page, lookUp, answered, foundId } = call;
    if (answered !== undefined) this.#name(client, sequence, answered);
    if (page !== undefined && !page.filtered) this.#listed.set(`${client} ${page.kind}`, sequence, true);
    if (lookUp !== undefined) {
      this.#lookUps.set(keyOf(client, lookUp.kind, lookUp.value), sequence, lookUp);
      // A filter finds only a name that is spelt as the filter has it.
      if (foundId !== undefined) this.#name(client, sequence, { kind: lookUp.kind, id: foundId, name: lookUp.value });
    }
    for (const { resource, id } of call.entry.changes) {
      if (resource === 'Invite') this.#invited.set(id, sequence, true);
      else if (this.#invited.last(id)) this.#invited.set(id, sequence, false);
    }
  }

  #name(client: string, sequence: number, { kind, id, name }: { kind: Kind; id: string; name: string }): void {
    this.#spellings.set(keyOf(client, kind, name), sequence, name);
    this.#names.set(id, sequence, name);
  }

  /** Returns the last look-up of a name, in any letter case, that the client had made by a call. */
  lookUpBy(call: Call, kind: Kind, name: string): LookUp | undefined {
    return this.#lookUps.at(keyOf(call.client, kind, name), call.sequence);
  }

  /** Tells whether the client of a call had read a list without a filter by then. */
  hadListedBy(call: Call, kind: Kind): boolean {
    return this.#listed.at(`${call.client} ${kind}`, call.sequence) ?? false;
  }

  /** Tells whether the person with this id was invited, and not yet a member, at the time of a call. */
  wasInvitedAt(call: Call, id: string): boolean {
    return this.#invited.at(id, call.sequence) ?? false;
  }

  /** Tells whether the creation of a name was of unknown outcome at the time of a call. */
  wasInDoubtAt(call: Call, kind: Kind, name: string): boolean {
    return this.#inDoubt.at(keyOf(call.client, kind, name), call.sequence) ?? false;
  }

  /** Returns the spelling of a name that the client last saw before or at a call. */
  spellingBy(call: Call, kind: Kind, name: string): string | undefined {
    return this.#spellings.at(keyOf(call.client, kind, name), call.sequence);
  }

  /** Tells whether a client looks for the person after a 409 from POST, so that it may create first. */
  looksAfterConflict(client: string): boolean {
    return this.#clientsThatLookOn409.has(client);
  }

  /** Returns a name for the resource with an id, as known at the time of a call. */
  nameOf(call: Call, id = call.entry.resource): string {
    if (id === null) return 'someone';
    return this.#names.at(id, call.sequence) ?? (id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id);
  }
}

/** Sorts pages into the sequences in which clients read them. */
class PageSequences {
  readonly all: PageSequence[] = [];
  readonly #current = new Map<string, PageSequence>();

  add(call: Call): void {
    const { client, page } = call;
    if (page === undefined || page.filtered) return;
    const key = `${client} ${page.kind}`;
    const current = this.#current.get(key);
    if (current !== undefined && page.start > 1) {
      current.steps.push({ call, page });
      return;
    }
    const begun: PageSequence = { client, kind: page.kind, steps: [{ call, page }] };
    this.all.push(begun);
    this.#current.set(key, begun);
  }
}

/** Notes which clients looked for a name after POST of it had met 409. */
class Conflicts {
  readonly #met = new Set<string>();
  readonly #clients = new Set<string>();
  readonly #followedUp: Set<string>;

  constructor(followedUp: Set<string>) {
    this.#followedUp = followedUp;
  }

  add({ client, status, created, page, lookUp }: Call): void {
    if (status === 409 && created !== undefined) {
      this.#met.add(keyOf(client, created.kind, created.name));
      this.#clients.add(client);
    } else if (page !== undefined) {
      const hasMet =
        lookUp === undefined ? this.#clients.has(client) : this.#met.has(keyOf(client, page.kind, lookUp.value));
      if (hasMet) this.#followedUp.add(client);
    }
  }
}

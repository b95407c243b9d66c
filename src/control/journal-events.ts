import { setImmediate } from 'node:timers/promises';
import type * as Control from '../../schemas/control.ts';
import type { JournalEvent, RequestSummary } from '../../schemas/journal-stream.ts';
import { guarded } from '../background.ts';
import type { Journal } from '../worlds/journal.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';

/** Entries that are read from the journal at a time. */
const batch = 50;

/** Control events that wait for a slow reader; further ones are dropped. */
const mostWaiting = 1_000;

export type Following = {
  /** The id of the world, for the first event. */
  readonly world: string;
  /** Identifies the journal, for the first event. */
  readonly journalId: string;
  /** The sequence number after which the stream begins; undefined for the next request. */
  readonly after: number | undefined;
  /** Requests after which the stream ends; undefined for no such end. */
  readonly count: number | undefined;
  readonly toData: (entry: JournalEntry) => Control.JournalEntry | RequestSummary;
  /** Calls a listener with the operationId of each control request that changed the world. */
  readonly onControl: (listener: (operation: string) => void) => () => void;
  readonly heartbeatMs: number;
  /** Aborted when the reader is gone. */
  readonly gone: AbortSignal;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
};

/** Waits until something happens, the heartbeat is due or a signal aborts. */
const createBell = (signal: AbortSignal) => {
  let rung = false;
  let wake = () => {};
  const ring = guarded('a bell', () => {
    rung = true;
    wake();
  });
  signal.addEventListener('abort', ring);
  return {
    ring,
    /** False where the time was up. */
    wait: async (timeoutMs: number): Promise<boolean> => {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, timeoutMs);
        await promise;
        clearTimeout(timer);
      }
      const was = rung;
      rung = false;
      return was;
    },
  };
};

/**
 * The events of a journal from a sequence number on, a few at a time; none is a heartbeat. The reader pulls them: a slow
 * one gets older entries from the journal itself, and learns how many had left it.
 */
export async function* followJournal(journal: Journal, following: Following): AsyncGenerator<JournalEvent[]> {
  const {
    world,
    journalId,
    after,
    count = Number.POSITIVE_INFINITY,
    toData,
    onControl,
    heartbeatMs,
    gone,
    stopping,
  } = following;
  const restarted = after !== undefined && after > journal.sequence;
  let cursor = after === undefined ? journal.sequence : restarted ? 0 : after;
  let left = count;
  let { clearedAt } = journal;
  const bell = createBell(AbortSignal.any([gone, stopping]));
  let events: JournalEvent[] = [];
  const leave = [
    journal.subscribe(bell.ring),
    onControl((operation) => {
      if (events.length < mostWaiting) events.push({ event: 'control', data: { operation } });
      bell.ring();
    }),
  ];
  /** Moves the cursor past what the journal no longer holds. */
  const countMissed = (): number => {
    const oldest = journal.sequence - journal.length + 1;
    const missed = Math.max(0, oldest - 1 - Math.max(cursor, journal.clearedAt));
    cursor = Math.max(cursor, oldest - 1);
    return missed;
  };
  const collect = (): JournalEvent[] => {
    if (journal.clearedAt !== clearedAt) {
      clearedAt = journal.clearedAt;
      events.push({ event: 'cleared', data: { sequence: clearedAt } });
    }
    const missed = countMissed();
    if (missed > 0) events.push({ event: 'missed', data: { missed } });
    for (const entry of journal.entriesAfter(cursor, Math.min(batch, left))) {
      left -= 1;
      cursor = entry.sequence;
      events.push({ id: entry.sequence, event: 'request', data: toData(entry) });
    }
    const collected = events;
    events = [];
    return collected;
  };
  try {
    const { sequence, length: kept } = journal;
    yield [{ event: 'open', data: { world, journal: journalId, sequence, kept, missed: countMissed(), restarted } }];
    while (!gone.aborted) {
      if (journal.closed) return yield [{ event: 'end', data: { reason: 'world-deleted' } }];
      if (stopping.aborted) return yield [{ event: 'end', data: { reason: 'server-stopping' } }];
      if (left === 0) return yield [{ event: 'end', data: { reason: 'count-reached' } }];
      const collected = collect();
      if (collected.length > 0) {
        yield collected;
        // A replay of thousands leaves other requests their turn.
        await setImmediate();
      } else if (!(await bell.wait(heartbeatMs))) yield [];
    }
  } finally {
    for (const end of leave) end();
  }
}

import type { JournalEntry } from '../../../schemas/control.ts';
import type { JournalEvent } from '../../../schemas/journal-stream.ts';
import type { ControlChannel } from './transport.ts';

/** Options of `world.journal.stream()`. */
export type JournalStreamOptions = {
  /** Replays the requests after this sequence number first; by default the stream begins with the next request. */
  readonly after?: number;
  /** Ends the stream after so many requests. */
  readonly count?: number;
  /** Ends the stream when it is aborted. */
  readonly signal?: AbortSignal;
  /** Called with the number of requests that left the journal before they were read. */
  readonly onMissed?: (count: number) => void;
};

/** Yields the entries of `GET W/journal/stream` for the world at a path. */
export async function* streamEntries(
  channel: ControlChannel,
  path: string,
  { after, count, signal, onMissed }: JournalStreamOptions,
): AsyncGenerator<JournalEntry> {
  for await (const { event, data } of channel.events(`${path}/journal/stream`, { after, count }, signal)) {
    const sent = { event, data: JSON.parse(data) } as JournalEvent;
    if (sent.event === 'request') yield sent.data as JournalEntry;
    else if ((sent.event === 'open' || sent.event === 'missed') && sent.data.missed > 0) onMissed?.(sent.data.missed);
  }
}

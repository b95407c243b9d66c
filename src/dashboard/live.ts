import type { JournalEvent, RequestSummary } from '../../schemas/journal-stream.ts';
import { readEvents } from '../control/client/event-stream.ts';
import { askForToken, authorization } from './api.ts';
import { clockTime } from './format.ts';
import { forgetResources, invalidate } from './resources.ts';
import { type Connection, current, update } from './store.ts';

/** Rows that the page keeps; the journal keeps 1,000 by default. */
const mostRows = 100_000;

/** A stream that is silent for longer is taken for dead: milliseconds, more than two heartbeats. */
const silenceMs = 40_000;

let running: AbortController | undefined;
let journalId = '';

/** The last request that was there when the stream began. */
let replayUntil = 0;

const addRow = (row: RequestSummary): void => {
  const { rows } = current();
  rows.push(row);
  if (rows.length > mostRows) update({ rows: rows.slice(mostRows / 10) });
};

const forgetRows = (): void => update({ rows: [], missed: 0, heldFrom: undefined });

const take = (sent: JournalEvent): void => {
  const state = current();
  if (sent.event === 'request') {
    const row = sent.data as RequestSummary;
    addRow(row);
    // A replay of thousands is drawn now and then, not once a row.
    if (row.sequence < replayUntil && row.sequence % 1_000 !== 0) return;
    update({ arrived: state.arrived + 1, replaying: row.sequence < replayUntil });
    if (row.sequence >= replayUntil) invalidate();
  } else if (sent.event === 'open') {
    if (journalId !== sent.data.journal) forgetRows();
    journalId = sent.data.journal;
    replayUntil = sent.data.kept === 0 ? 0 : sent.data.sequence;
    const replaying = (current().rows.at(-1)?.sequence ?? 0) < replayUntil;
    update({
      replaying,
      connection: 'live',
      missed: current().missed + (state.rows.length > 0 ? sent.data.missed : 0),
    });
    invalidate();
  } else if (sent.event === 'missed') update({ missed: state.missed + sent.data.missed });
  else if (sent.event === 'cleared') {
    forgetRows();
    update({ replaying: false });
    invalidate();
  } else if (sent.event === 'control') invalidate();
};

/** Reads a stream to its end; the answer tells why it ended. */
const readStream = async (world: string, signal: AbortSignal): Promise<Connection> => {
  const last = current().rows.at(-1)?.sequence ?? 0;
  const url = `/_emulator/worlds/${encodeURIComponent(world)}/journal/stream?after=0&view=summary`;
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), silenceMs);
  const alive = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => silence.abort(), silenceMs);
  };
  try {
    const answer = await fetch(url, {
      headers: { ...authorization(), ...(last > 0 && { 'last-event-id': String(last) }) },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (answer.status === 404) return 'deleted';
    if (answer.status === 401) return 'locked';
    if (!answer.ok || !answer.body) return 'lost';
    const text = answer.body.pipeThrough(new TextDecoderStream());
    const beating = text.pipeThrough(
      new TransformStream<string, string>({
        transform(chunk, controller) {
          alive();
          controller.enqueue(chunk);
        },
      }),
    );
    for await (const { event, data } of readEvents(beating as unknown as AsyncIterable<string>)) {
      const sent = { event, data: JSON.parse(data) } as JournalEvent;
      // The numbers began anew, so what came after the last one known is not all there is.
      if (sent.event === 'open' && journalId !== '' && journalId !== sent.data.journal && last > 0) {
        journalId = '';
        forgetRows();
        forgetResources();
        return 'connecting';
      }
      if (sent.event === 'end' && sent.data.reason === 'world-deleted') return 'deleted';
      if (signal.aborted) return 'lost';
      take(sent);
    }
    return 'lost';
  } catch {
    return 'lost';
  } finally {
    clearTimeout(watch);
  }
};

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Follows the requests of a world until another world is followed; connects again whenever the stream ends. */
export const follow = async (world: string): Promise<void> => {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  journalId = '';
  update({ rows: [], missed: 0, heldFrom: undefined, connection: 'connecting' });
  let waitMs = 250;
  while (!signal.aborted) {
    const ended = await readStream(world, signal);
    if (signal.aborted) return;
    if (ended === 'connecting') continue;
    const wasLive = current().connection === 'live';
    if (wasLive) waitMs = 250;
    update({ connection: ended, ...(wasLive && ended === 'lost' && { lostAt: clockTime(new Date().toISOString()) }) });
    if (ended === 'locked') {
      askForToken();
      return;
    }
    if (ended === 'deleted') invalidate();
    await pause(ended === 'deleted' ? 2_000 : waitMs, signal);
    waitMs = Math.min(waitMs * 2, 4_000);
  }
};

import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { JournalEvent, JournalStreamQuery } from '../../../schemas/journal-stream.ts';
import { guarded } from '../../background.ts';
import type { Journal } from '../../worlds/journal.ts';
import type { JournalEntry } from '../../worlds/journal-entry.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest } from '../http-error.ts';
import { followJournal } from '../journal-events.ts';
import { toRequestSummary } from '../request-summary.ts';
import { okAs, route } from '../route.ts';
import { worldOf } from '../scope.ts';
import { toJournalEntry } from '../views.ts';

/** Shorter than the idle timeout of the proxies in use, which is 30 seconds or more. */
const heartbeatMs = 15_000;

/** Operations that change nothing although they are no GET. */
const withoutEffect = new Set(['explainRequest', 'explain']);

/** An event as a stream carries it: JSON has no line breaks of its own. */
const toText = ({ id, event, data }: JournalEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

async function* toChunks(events: AsyncIterable<JournalEvent[]>): AsyncGenerator<string> {
  for await (const some of events) yield some.length === 0 ? ': heartbeat\n\n' : some.map(toText).join('');
}

const lastEventId = (request: FastifyRequest): number | undefined => {
  const { 'last-event-id': text } = request.headers;
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,15}$/.test(String(text))) {
    throw badRequest('/headers/last-event-id', `Last-Event-ID: expected a sequence number, got "${text}"`);
  }
  return Number(text);
};

export const streamRoutes = (app: ControlApp, context: ControlContext): void => {
  const changes = new EventEmitter().setMaxListeners(0);
  const journalIds = new WeakMap<Journal, string>();
  const idOf = (journal: Journal): string => {
    const id = journalIds.get(journal) ?? randomUUID();
    journalIds.set(journal, id);
    return id;
  };

  app.addHook('onResponse', (request, reply, done) => {
    const { world } = (request.params ?? {}) as { world?: string };
    const { operationId } = (request.routeOptions.schema ?? {}) as { operationId?: string };
    if (request.method !== 'GET' && reply.statusCode < 400 && world && operationId && !withoutEffect.has(operationId)) {
      changes.emit(world, operationId);
    }
    done();
  });

  app.get(
    '/worlds/:world/journal/stream',
    route(
      'streamRequests',
      'Stream requests as server-sent events; Last-Event-ID resumes a stream',
      'world',
      okAs('text/event-stream', JournalEvent),
      { querystring: JournalStreamQuery },
    ),
    (request, reply) => {
      const world = worldOf(context, request.params.world);
      const { after, count, view = 'entry' } = request.query;
      const toEntry = (entry: JournalEntry) => toJournalEntry(context.masking, entry);
      const toData = view === 'entry' ? toEntry : (entry: JournalEntry) => toRequestSummary(toEntry(entry));
      const gone = new AbortController();
      reply.raw.once(
        'close',
        guarded('the end of a connection', () => gone.abort()),
      );
      const events = followJournal(world.journal, {
        world: world.id,
        journalId: idOf(world.journal),
        after: lastEventId(request) ?? after,
        count,
        toData,
        onControl: (rung) => {
          const listener = guarded('a stream', rung);
          changes.on(world.id, listener);
          return () => changes.off(world.id, listener);
        },
        heartbeatMs,
        gone: gone.signal,
        stopping: context.stopping,
      });
      reply.headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
      return reply.send(Readable.from(toChunks(events)));
    },
  );
};

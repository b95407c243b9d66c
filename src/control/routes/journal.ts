import {
  JournalCount,
  JournalEntry,
  JournalFilter,
  JournalPage,
  JournalQuery,
  JournalWait,
  JournalWaited,
} from '../../../schemas/control.ts';
import { Har, RequestQuery } from '../../../schemas/journal-stream.ts';
import { guarded } from '../../background.ts';
import { isOperationId, renamedOperations } from '../../domain/operation.ts';
import type { JournalEntry as Entry } from '../../worlds/journal-entry.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest, notFound } from '../http-error.ts';
import { nothing, ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';
import { toJournalEntry } from '../views.ts';
import { harType, sendHar } from './har.ts';

type Matches = (entry: Entry) => boolean;

const toOperation = (text: string): Entry['operation'] => {
  if (text === 'unrouted') return null;
  const id = renamedOperations[text] ?? text;
  if (!isOperationId(id))
    throw badRequest('/operation', `expected an operationId, unrouted or a method with a path, got ${text}`);
  return id;
};

const toMatches = ({ operation, status, resource, since, until, after }: JournalFilter): Matches => {
  const checks: Matches[] = [];
  if (operation !== undefined) {
    const id = toOperation(operation);
    checks.push((entry) => entry.operation === id);
  }
  if (status !== undefined) {
    const family = status.endsWith('xx') ? Number(status[0]) : undefined;
    checks.push((entry) => (family ? Math.floor(entry.status / 100) === family : entry.status === Number(status)));
  }
  if (resource !== undefined) checks.push((entry) => entry.resource === resource);
  if (since !== undefined) checks.push((entry) => entry.time >= Date.parse(since));
  if (until !== undefined) checks.push((entry) => entry.time <= Date.parse(until));
  if (after !== undefined) checks.push((entry) => entry.sequence > after);
  return (entry) => checks.every((check) => check(entry));
};

export const journalRoutes = (app: ControlApp, context: ControlContext): void => {
  app.get(
    '/worlds/:world/journal',
    route('listRequests', 'List the last requests, oldest first', 'world', ok(JournalPage, { [harType]: Har }), {
      querystring: JournalQuery,
    }),
    (request, reply) => {
      const { id, journal } = worldOf(context, request.params.world);
      const { after, format, limit = format === 'har' ? Number.POSITIVE_INFINITY : 100 } = request.query;
      const matches = toMatches(request.query);
      const last: Entry[] = [];
      let total = 0;
      for (const entry of journal.entries(after)) {
        if (!matches(entry)) continue;
        total += 1;
        last.push(entry);
        if (last.length > limit) last.shift();
      }
      if (format === 'har') return sendHar(request, reply, context.masking, id, last);
      return { total, entries: last.map((entry) => toJournalEntry(context.masking, entry)) };
    },
  );

  app.get(
    '/worlds/:world/journal/entries/:sequence',
    route('getRequest', 'Get a request by its sequence number', 'request', ok(JournalEntry, { [harType]: Har }), {
      querystring: RequestQuery,
    }),
    (request, reply) => {
      const { sequence } = request.params;
      const { id, journal } = worldOf(context, request.params.world);
      const [entry] = journal.entriesAfter(sequence - 1, 1);
      if (entry?.sequence !== sequence) throw notFound(`request ${sequence} in the journal of world ${id}`);
      return request.query.format === 'har'
        ? sendHar(request, reply, context.masking, id, [entry])
        : toJournalEntry(context.masking, entry);
    },
  );

  app.get(
    '/worlds/:world/journal/count',
    route('countRequests', 'Count the requests', 'world', ok(JournalCount), { querystring: JournalFilter }),
    (request) => {
      const { journal } = worldOf(context, request.params.world);
      return { count: journal.count(toMatches(request.query), request.query.after) };
    },
  );

  app.get(
    '/worlds/:world/journal/wait',
    route(
      'waitForRequests',
      'Wait until the journal holds count requests, or until the timeout',
      'world',
      ok(JournalWaited),
      {
        querystring: JournalWait,
      },
    ),
    async (request, reply) => {
      const { journal } = worldOf(context, request.params.world);
      const { count = 1, timeoutSeconds = 10 } = request.query;
      if (count > journal.capacity)
        throw badRequest(
          '/count',
          `expected at most ${journal.capacity}, the number of requests that this world keeps, got ${count}`,
        );
      const matches = toMatches(request.query);
      const gone = new AbortController();
      reply.raw.once(
        'close',
        guarded('the end of a connection', () => gone.abort()),
      );
      const signal = AbortSignal.any([gone.signal, context.stopping]);
      const found = await journal.wait(matches, count, { milliseconds: timeoutSeconds * 1000, signal });
      return { found, count: journal.count(matches, request.query.after) };
    },
  );

  app.delete(
    '/worlds/:world/journal',
    route('clearJournal', 'Clear the journal; the report starts again from nothing', 'world', nothing),
    (request, reply) => {
      worldOf(context, request.params.world).journal.clear();
      return reply.code(204).send();
    },
  );
};

import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { AnyObject, JournalEntry } from './control.ts';
import { exactly, nullable, oneOf } from './shapes.ts';

/** One request in a line: an entry of the journal without headers and bodies. */
export const RequestSummary = exactly({
  sequence: Type.Integer(),
  time: Type.String({ description: "The world's clock, ISO 8601" }),
  milliseconds: Type.Number({ description: 'Duration of the answer' }),
  method: Type.String(),
  path: Type.String({ description: 'Cut to 512 characters' }),
  query: Type.String({ description: 'Without the ?, cut to 512 characters' }),
  operation: nullable(Type.String({ description: 'The operationId; null for a request that is not routed' })),
  team: nullable(Type.String()),
  resource: nullable(Type.String()),
  subject: nullable(Type.String({ description: 'The person or group: a userName or a displayName' })),
  status: Type.Integer({ description: '0 where the connection ended without an answer' }),
  fault: nullable(Type.String({ description: 'The kind of the fault that applied' })),
  limited: Type.Boolean({ description: 'Rejected by a rate limit' }),
  inferred: Type.Boolean({ description: 'An inferred decision changed the outcome' }),
  noEffect: Type.Boolean({ description: 'A write that succeeded and changed nothing' }),
  ignored: Type.Array(Type.String(), { description: 'Attributes and parameters that were ignored, 20 at most' }),
  quirks: Type.Array(Type.String()),
  changed: Type.Array(Type.String({ description: 'Ids of the resources that changed' })),
});
export type RequestSummary = Static<typeof RequestSummary>;

/** The first event of a stream. */
export const StreamOpened = exactly({
  world: Type.String(),
  journal: Type.String({ description: 'Identifies this journal: another value means that the numbers began anew' }),
  sequence: Type.Integer({ description: 'The number of the last request so far' }),
  kept: Type.Integer({ description: 'Requests that the journal holds' }),
  missed: Type.Integer({ description: 'Requests after Last-Event-ID that the journal no longer holds' }),
  restarted: Type.Boolean({ description: 'True where Last-Event-ID is from another journal; the replay is whole' }),
});
export type StreamOpened = Static<typeof StreamOpened>;

/** The last event of a stream. */
export const StreamEnded = exactly({ reason: oneOf('world-deleted', 'server-stopping', 'count-reached') });
export type StreamEnded = Static<typeof StreamEnded>;

const event = { id: Type.Optional(Type.Integer()) };

/** The events of `GET W/journal/stream`, by their `event` field. Comment lines are heartbeats. */
export const JournalEvent = Type.Union([
  exactly({ ...event, event: Type.Literal('open'), data: StreamOpened }),
  exactly({
    ...event,
    event: Type.Literal('request', { description: 'The id is the sequence number' }),
    data: Type.Union([JournalEntry, RequestSummary]),
  }),
  exactly({
    ...event,
    event: Type.Literal('missed', { description: 'The reader was too slow: requests left the journal unread' }),
    data: exactly({ missed: Type.Integer() }),
  }),
  exactly({
    ...event,
    event: Type.Literal('cleared', { description: 'The journal was cleared' }),
    data: exactly({ sequence: Type.Integer() }),
  }),
  exactly({
    ...event,
    event: Type.Literal('control', { description: 'A control request changed the world' }),
    data: exactly({ operation: Type.String({ description: 'Its operationId' }) }),
  }),
  exactly({ ...event, event: Type.Literal('end'), data: StreamEnded }),
]);
export type JournalEvent = Static<typeof JournalEvent>;

export const JournalStreamQuery = exactly({
  after: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'Replay what came after this sequence number; by default the stream begins with the next request',
    }),
  ),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'End after so many requests' })),
  view: Type.Optional(oneOf('entry', 'summary')),
});
export type JournalStreamQuery = Static<typeof JournalStreamQuery>;

/** HTTP Archive 1.2; each entry has our notes in `_emulator`. */
export const Har = exactly({
  log: Type.Object({
    version: Type.Literal('1.2'),
    creator: exactly({ name: Type.String(), version: Type.String() }),
    comment: Type.Optional(Type.String()),
    entries: Type.Array(AnyObject),
  }),
});
export type Har = Static<typeof Har>;

export const RequestQuery = exactly({ format: Type.Optional(oneOf('json', 'har')) });
export type RequestQuery = Static<typeof RequestQuery>;

import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Masking } from '../../masking/masking.ts';
import type { JournalEntry } from '../../worlds/journal-entry.ts';
import { toHarText } from '../har.ts';
import { toJournalEntry } from '../views.ts';

export const harType = 'application/har+json';

/** Answers with entries as an HTTP Archive; they are masked one at a time, as the reader takes them. */
export const sendHar = (
  request: FastifyRequest,
  reply: FastifyReply,
  masking: Masking,
  world: string,
  entries: readonly JournalEntry[],
): FastifyReply => {
  const masked = function* () {
    for (const entry of entries) yield toJournalEntry(masking, entry);
  };
  const text = toHarText(masked(), `${request.protocol}://${request.host}`, world);
  return reply
    .type(harType)
    .header('content-disposition', `attachment; filename="${world.replaceAll(/[^\w.-]/g, '_')}.har"`)
    .send(Readable.from(text));
};

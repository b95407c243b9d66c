import type { FastifyReply, FastifyRequest } from 'fastify';
import { ignoredHeader } from '../worlds/ignored.ts';
import { reasonOf } from '../worlds/reason.ts';
import type { RequestTrace } from './trace.ts';

/** The longest reason that a header carries, in characters. */
const longestReason = 500;

/** A text as a header carries it: printable ASCII, bounded, every other character percent-encoded. */
const toHeaderText = (text: string): string => {
  const ascii = text.replace(/[^ -~]/gu, (character) => encodeURIComponent(character.toWellFormed()));
  return ascii.length > longestReason ? `${ascii.slice(0, longestReason)}...` : ascii;
};

/** Adds what the emulator knows of an answer, where the request asks for it with X-Emulator-Explain. */
export const addExplainHeaders = (request: FastifyRequest, reply: FastifyReply, trace: RequestTrace): void => {
  if (request.headers['x-emulator-explain'] === undefined) return;
  const { outcomes, reason } = trace;
  const ignored = ignoredHeader(outcomes);
  if (ignored !== '') reply.header('x-emulator-ignored', ignored);
  // A quirk that made the emulator ignore something is noted with the attribute alone.
  const quirks = new Set([...trace.quirks, ...outcomes.flatMap(({ quirk }) => quirk ?? [])]);
  if (quirks.size > 0) reply.header('x-emulator-quirks', [...quirks].join(', '));
  const cause = reasonOf({ reason, quirks: trace.quirks, url: request.url });
  if (cause !== null) reply.header('x-emulator-reason', toHeaderText(cause));
};

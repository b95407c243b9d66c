import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RateLimitState } from '../worlds/rate-limit.ts';
import { answerError, callOf } from './answer.ts';
import type { ErrorAnswer } from './write/errors.ts';
import { rateLimitedAnswer } from './write/errors.ts';

/** Quirk rate-limit-headers. */
const sendRateLimitHeaders = (reply: FastifyReply, { limit, remaining, reset, resetAt }: RateLimitState): void => {
  const limitText = String(limit);
  const remainingText = String(remaining);
  const resetText = String(resetAt);
  reply.headers({
    ratelimit: `limit=${limitText}, remaining=${remainingText}, reset=${reset}`,
    'ratelimit-policy': `${limitText};w=60`,
    'ratelimit-limit': limitText,
    'x-ratelimit-limit': limitText,
    'ratelimit-remaining': remainingText,
    'x-ratelimit-remaining': remainingText,
    'ratelimit-reset': resetText,
    'x-ratelimit-reset': resetText,
  });
};

/** The 429, with the seconds to wait: without a hyphen as documented, and in the header that clients read. */
export const tooManyRequests = (
  reply: FastifyReply,
  rateLimit: RateLimitState | undefined,
  seconds: number,
): ErrorAnswer => {
  const text = String(seconds);
  if (rateLimit) {
    const { limit, reset, resetAt } = rateLimit;
    sendRateLimitHeaders(reply, {
      limit,
      remaining: 0,
      reset: seconds,
      resetAt: resetAt - reset + seconds,
      refused: true,
    });
  }
  reply.headers({ retryafter: text, 'x-ratelimit-retryafter': text, 'retry-after': text });
  return rateLimitedAnswer(seconds);
};

/** Counts every call whose key was taken, and says so in its answer. */
export const countCalls = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const call = callOf(request);
    if (!call.world || !call.team) return done();
    // Quirk rate-limit-delete.
    const kind = request.method === 'GET' ? 'reads' : 'writes';
    call.rateLimit = call.world.rateLimits.take(call.team, kind, call.world.clock.now());
    sendRateLimitHeaders(reply, call.rateLimit);
    done();
  });
};

export const limitRate = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const call = callOf(request);
    if (!call.rateLimit?.refused) return done();
    call.limited = true;
    const kind = request.method === 'GET' ? 'reads' : 'writes';
    call.refuse('rate-limits', `the team has used its ${call.rateLimit.limit} ${kind} of this minute`);
    answerError(reply, tooManyRequests(reply, call.rateLimit, call.rateLimit.reset));
  });
};

import type { RateLimitState } from '../worlds/rate-limit.ts';
import type { Answer } from './answer.ts';
import { rateLimitedAnswer } from './write/errors.ts';

type Headers = Readonly<Record<string, string>>;

/** Quirk rate-limit-headers. */
const toHeaders = ({ limit, remaining, reset, resetAt }: Omit<RateLimitState, 'refused'>): Headers => {
  const limitText = String(limit);
  const remainingText = String(remaining);
  const resetText = String(resetAt);
  return {
    ratelimit: `limit=${limitText}, remaining=${remainingText}, reset=${reset}`,
    'ratelimit-policy': `${limitText};w=60`,
    'ratelimit-limit': limitText,
    'x-ratelimit-limit': limitText,
    'ratelimit-remaining': remainingText,
    'x-ratelimit-remaining': remainingText,
    'ratelimit-reset': resetText,
    'x-ratelimit-reset': resetText,
  };
};

/** The last state, and its headers: where no limit is enforced, the state is the same for a second. */
let lastState: RateLimitState = { limit: 0, remaining: 0, reset: 0, resetAt: 0, refused: false };
let lastHeaders = toHeaders(lastState);

export const rateLimitHeaders = (state: RateLimitState): Headers => {
  if (
    state.resetAt !== lastState.resetAt ||
    state.remaining !== lastState.remaining ||
    state.limit !== lastState.limit ||
    state.reset !== lastState.reset
  ) {
    lastState = state;
    lastHeaders = toHeaders(state);
  }
  return lastHeaders;
};

/** The 429, with the seconds to wait: without a hyphen as documented, and in the header that clients read. */
export const tooManyRequests = (state: RateLimitState | undefined, seconds: number): Answer => {
  const text = String(seconds);
  return {
    ...rateLimitedAnswer(seconds),
    headers: {
      ...(state &&
        toHeaders({
          limit: state.limit,
          remaining: 0,
          reset: seconds,
          resetAt: state.resetAt - state.reset + seconds,
        })),
      retryafter: text,
      'x-ratelimit-retryafter': text,
      'retry-after': text,
    },
  };
};

import type { AnswerPattern } from './answer-pattern.ts';
import type { Answer } from './exchange.ts';
import { anyText } from './pattern.ts';

export const limited: AnswerPattern = {
  status: 429,
  type: 'application/json',
  body: { error: { name: 'rateLimited', message: anyText } },
};

/** What the headers say of the limit. */
export const limitOf = ({ headers }: Answer): string =>
  `${headers['ratelimit-limit'] ?? 'no limit'}, ${headers['ratelimit-remaining'] ?? 'nothing'} left`;

import type { Answer } from './exchange.ts';

const longest = 120;

const seconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;

const fromDate = (text: string | undefined, now: number): number | undefined => {
  const date = Date.parse(text ?? '');
  return Number.isNaN(date) ? undefined : (date - now) / 1000;
};

const fromEpoch = (text: string | undefined, now: number): number | undefined => {
  const reset = seconds(text);
  return reset === undefined ? undefined : reset - now / 1000;
};

/** How many seconds a 429 asks to wait, by whichever of the headers it has; a minute where it has none. */
export const pauseAfter = ({ headers }: Answer, now: number): number => {
  const asked =
    seconds(headers['retry-after']) ??
    fromDate(headers['retry-after'], now) ??
    seconds(headers.retryafter) ??
    seconds(headers['x-ratelimit-retryafter']) ??
    fromEpoch(headers['ratelimit-reset'], now) ??
    fromEpoch(headers['x-ratelimit-reset'], now) ??
    60;
  return Math.min(Math.max(Math.ceil(asked), 1), longest);
};

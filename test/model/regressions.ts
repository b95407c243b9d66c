import type { Sequence } from './operations.ts';

/** What once went wrong, shrunk; played before anything random. */
export const regressions: Record<string, Sequence> = {};

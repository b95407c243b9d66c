import type { Team } from '../domain/team.ts';
import { postmanRateLimit } from '../domain/team.ts';

/** Milliseconds (quirk rate-limit-window). */
const windowLength = 60_000;

/** How a call stands to its limit; times are the world's. */
export type RateLimitState = {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window closes. */
  readonly reset: number;
  /** When it closes: epoch seconds. */
  readonly resetAt: number;
  readonly refused: boolean;
};

type Window = { opened: number; used: number };

/** A world's rate-limit windows: one for reads and one for writes, for each team. */
export class RateLimits {
  readonly #windows = new Map<string, Window>();

  /** Counts a call. Where nothing is enforced the window always looks full, so that polite clients do not stall. */
  take(team: Team, kind: 'reads' | 'writes', now: number): RateLimitState {
    const limit = (team.rateLimit ?? postmanRateLimit)[kind];
    if (team.rateLimit === null) {
      return { limit, remaining: limit, reset: 60, resetAt: Math.ceil((now + windowLength) / 1000), refused: false };
    }
    const window = this.#open(`${team.pk} ${kind}`, now);
    const refused = window.used >= limit;
    if (!refused) window.used += 1;
    const closes = window.opened + windowLength;
    return {
      limit,
      remaining: Math.max(0, limit - window.used),
      reset: Math.max(1, Math.ceil((closes - now) / 1000)),
      resetAt: Math.ceil(closes / 1000),
      refused,
    };
  }

  #open(name: string, now: number): Window {
    const open = this.#windows.get(name);
    // A clock that was set back closes the window too.
    if (open && now >= open.opened && now < open.opened + windowLength) return open;
    const window = { opened: now, used: 0 };
    this.#windows.set(name, window);
    return window;
  }

  /** Takes over the open windows of a team of another world. */
  copy(other: RateLimits, from: Team, to: Team): void {
    for (const kind of ['reads', 'writes']) {
      const window = other.#windows.get(`${from.pk} ${kind}`);
      if (window) this.#windows.set(`${to.pk} ${kind}`, { ...window });
    }
  }

  clear(): void {
    this.#windows.clear();
  }
}

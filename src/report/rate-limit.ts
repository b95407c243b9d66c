import { postmanRateLimit } from '../domain/team.ts';
import type { Call } from './call.ts';
import { Recent } from './recent.ts';

export type Kind = 'reads' | 'writes';

/** Milliseconds (quirk rate-limit-window). */
const windowLength = 60_000;

/** One team's fixed windows, for reads and for writes, by the world's clock: each opens with the first call in it. */
export class Windows {
  readonly #windows = new Recent<string, { opened: number; used: number }>(1_000);

  /** Counts the call, and says whether Postman's limits would have refused it. */
  take(call: Call): boolean {
    const { time } = call.entry;
    const kind = kindOf(call);
    const key = `${call.client} ${kind}`;
    let window = this.#windows.get(key);
    if (window === undefined || time < window.opened || time >= window.opened + windowLength) {
      window = { opened: time, used: 0 };
      this.#windows.set(key, window);
    }
    window.used += 1;
    return window.used > postmanRateLimit[kind];
  }
}

export const kindOf = (call: Call): Kind => (call.entry.method === 'GET' ? 'reads' : 'writes');

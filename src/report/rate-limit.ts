import type { Call } from './call.ts';
import { Recent } from './recent.ts';

/** What Postman allows a team in a minute. */
export const realLimits = { reads: 300, writes: 180 } as const;

const minute = 60_000;

/** One team’s fixed window, by the world’s clock: it opens with the first call (quirk rate-limit-window). */
export type Window = {
  /** When the team’s first call of the run came. */
  readonly first: number;
  start: number;
  reads: number;
  writes: number;
};

export class Windows {
  readonly #windows = new Recent<string, Window>(1_000);

  /** Counts the call, and says whether Postman’s limits would have refused it. */
  take(call: Call): { readonly window: Window; readonly over: boolean } {
    const { time } = call.entry;
    let window = this.#windows.get(call.client);
    if (window === undefined) {
      window = { first: time, start: time, reads: 0, writes: 0 };
      this.#windows.set(call.client, window);
    } else if (Math.abs(time - window.start) >= minute) {
      window.start = time;
      window.reads = 0;
      window.writes = 0;
    }
    const kind = call.isRead ? 'reads' : 'writes';
    window[kind] += 1;
    return { window, over: window[kind] > realLimits[kind] };
  }
}

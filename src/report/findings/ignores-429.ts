import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { several } from '../wording.ts';

/** A clock is not exact, and a call may have been on its way. */
const tolerance = 100;

type Pause = { readonly answered: number; readonly time: number; readonly milliseconds: number };

export const ignores429: FindingKind = {
  id: 'ignores-429',
  severity: 'error',
  title: 'Goes on after 429 without waiting',
  explanation:
    'Every call inside the pause is answered 429 again. The work is not done, and the client burns its retries.',
  remedy:
    'Wait as long as Retry-After says. Postman documents it as RetryAfter, without a hyphen: read both, or RateLimit-Reset.',
  quirks: ['rate-limits', 'rate-limit-headers'],
  detect: () => {
    const seen = new Incidents();
    const pauses = new Recent<string, Pause>(1_000);
    return {
      take(call) {
        const { status, arrived, time } = call.entry;
        if (call.operation === null || (status !== 429 && pauses.size === 0)) return;
        const key = `${call.client} ${call.isRead}`;
        const pause = pauses.get(key);
        if (status !== 429) {
          pauses.delete(key);
          return;
        }
        if (pause !== undefined && arrived > pause.answered) {
          const waited = Math.max(arrived - pause.answered, time - pause.time);
          if (waited + tolerance < pause.milliseconds) {
            const seconds = Math.floor(waited / 1000);
            seen.add(call, `sent ${seconds} s after a 429 that asked for ${pause.milliseconds / 1000} s; 429 again`);
            return;
          }
        }
        if (pause === undefined || arrived > pause.answered) {
          pauses.set(key, { answered: call.answered, time, milliseconds: (call.retryAfter ?? 1) * 1000 });
        }
      },
      conclude: () => seen.sum((count) => `${several(count, 'call')} came within the pause that a 429 asked for.`),
    };
  },
};

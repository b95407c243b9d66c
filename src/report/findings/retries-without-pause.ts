import { type FindingKind, Incidents } from '../finding.ts';
import { digest, Recent } from '../recent.ts';
import { several } from '../wording.ts';

/** Sooner than this after the answer is no pause: milliseconds. */
const pause = 100;

/** One hasty retry is common, and harmless. */
const patience = 2;

export const retriesWithoutPause: FindingKind = {
  id: 'retries-without-pause',
  severity: 'warning',
  title: 'Retries without a pause',
  explanation:
    'Whatever failed is given no time to recover, the retries are used up in an instant, and each counts against the limit.',
  remedy: 'Wait before a retry, and longer before each further one: a second, two, four.',
  quirks: ['rate-limits'],
  detect: () => {
    const seen = new Incidents();
    const failed = new Recent<string, { answered: number; hasty: number }>(200);
    return {
      take(call) {
        const { method, url, requestBody, arrived } = call.entry;
        if (call.operation === null || (failed.size === 0 && !call.isAmbiguous)) return;
        const key = digest(`${call.client} ${method} ${url} ${requestBody ?? ''}`);
        const before = failed.get(key);
        const isHasty = before !== undefined && arrived >= before.answered && arrived - before.answered < pause;
        const hasty = isHasty ? before.hasty + 1 : 0;
        if (hasty >= patience) {
          seen.add(call, `retry ${hasty} in a row without a pause`);
        }
        if (call.isAmbiguous) failed.set(key, { answered: call.answered, hasty });
        else failed.delete(key);
      },
      conclude: () => seen.sum((count) => `${several(count, 'retry', 'retries')} followed at once on another failure.`),
    };
  },
};

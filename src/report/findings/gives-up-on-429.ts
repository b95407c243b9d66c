import { type FindingKind, Matters } from '../finding.ts';
import { digest } from '../recent.ts';
import { several } from '../wording.ts';

export const givesUpOn429: FindingKind = {
  id: 'gives-up-on-429',
  severity: 'warning',
  title: 'Gives up on 429',
  means: 'The call was refused only for now. Never sent again, its work is lost until the next sync.',
  remedy: 'Wait as long as Retry-After says, and send the same call again.',
  quirks: ['rate-limits'],
  detect: () => {
    const open = new Matters();
    return {
      take(call) {
        const { status, method, url, requestBody } = call.entry;
        if (status !== 429 && open.isEmpty) return;
        if (call.operation === null) return;
        const key = digest(`${call.client} ${method} ${url} ${requestBody ?? ''}`);
        if (status === 429) open.open(key, call, 'refused with 429, and not sent again');
        else open.settle(key);
      },
      conclude: () =>
        open.sum((count) => `${several(count, 'call')} met 429 and ${count === 1 ? 'was' : 'were'} not sent again.`),
    };
  },
};

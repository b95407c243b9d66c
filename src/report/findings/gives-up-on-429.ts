import { type FindingKind, Matters } from '../finding.ts';
import { digest } from '../recent.ts';
import { several } from '../wording.ts';

export const givesUpOn429: FindingKind = {
  id: 'gives-up-on-429',
  severity: 'warning',
  title: 'Gives up on 429',
  explanation: 'The call was refused only for now. Never sent again, its work is lost until the next sync.',
  remedy: 'Wait as long as Retry-After says, and send the same call again.',
  quirks: ['rate-limits'],
  detect: () => {
    const open = new Matters();
    return {
      take(call) {
        const { status, method, url, requestBody } = call.entry;
        if (call.operation === null || (status !== 429 && open.isEmpty)) return;
        // A call that is refused for its rate is not read any further: its body is not known.
        const unread = digest(`${call.client} ${method} ${url}`);
        const key = requestBody === null ? unread : digest(`${call.client} ${method} ${url} ${requestBody}`);
        if (status === 429) open.open(key, call, 'refused with 429, and not sent again');
        else {
          open.settle(key);
          open.settle(unread);
        }
      },
      conclude: () =>
        open.sum((count) => `${several(count, 'call')} met 429 and ${count === 1 ? 'was' : 'were'} not sent again.`),
    };
  },
};

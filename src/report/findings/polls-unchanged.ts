import { type FindingKind, Incidents } from '../finding.ts';
import { Recent } from '../recent.ts';
import { several } from '../wording.ts';

/** The same answer so often in a row is no news. */
const often = 5;

/** Asked less often than this is patience: milliseconds. */
const patience = 5_000;

/** Longer answers are not kept to be compared: characters. */
const compared = 32_768;

type Poll = { answer: string; count: number; arrived: number };

export const pollsUnchanged: FindingKind = {
  id: 'polls-unchanged',
  severity: 'note',
  title: 'Polls what has not changed',
  explanation:
    'Each poll is one of the 300 reads a minute that the whole team has. Postman sends no events and no ETags.',
  remedy: 'Ask less often. After a write use its answer: it holds the whole resource.',
  quirks: ['rate-limits'],
  detect: () => {
    const seen = new Incidents();
    const polls = new Recent<string, Poll>(10);
    return {
      take(call) {
        const { url, arrived, responseBody, changes } = call.entry;
        if (changes.length > 0) polls.clear();
        if (!call.isRead || call.operation === null || call.entry.status !== 200 || responseBody === null) return;
        if (responseBody.length > compared || url.length > 2_000) return;
        const key = `${call.client} ${url}`;
        const poll = polls.get(key);
        if (poll?.answer !== responseBody || arrived - poll.arrived > patience) {
          polls.set(key, { answer: responseBody, count: 1, arrived });
          return;
        }
        poll.count += 1;
        poll.arrived = arrived;
        if (poll.count >= often) seen.add(call, `the same answer ${poll.count} times in a row`, url);
      },
      conclude: () =>
        seen.sum(
          (count, urls) =>
            `${several(count, 'read')} of ${several(urls.length, 'address', 'addresses')} told nothing new.`,
        ),
    };
  },
};

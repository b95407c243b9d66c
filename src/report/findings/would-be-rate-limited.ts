import type { Example } from '../../../schemas/report.ts';
import type { FindingKind } from '../finding.ts';
import { realLimits, Windows } from '../rate-limit.ts';
import { Recent } from '../recent.ts';
import { several } from '../wording.ts';

type Beginning = { readonly example: Example; readonly second: number; readonly kind: 'reads' | 'writes' };

export const wouldBeRateLimited: FindingKind = {
  id: 'would-be-rate-limited',
  severity: 'warning',
  title: 'Would have been rate limited',
  means: `Postman takes ${realLimits.reads} reads and ${realLimits.writes} writes a minute for a team, over all its keys. It answers 429 to what is above.`,
  remedy: 'Pace the client, send group members many at a time, and wait on 429. Try it with --rate-limit postman.',
  quirks: ['rate-limits', 'rate-limit-window', 'rate-limit-delete'],
  detect: () => {
    const windows = new Windows();
    const beginnings = new Recent<string, Beginning>(1_000);
    let refused = 0;
    return {
      take(call) {
        if (call.operation === null || call.entry.team === null || call.entry.limited) return;
        const { window, over } = windows.take(call);
        if (!over) return;
        refused += 1;
        if (beginnings.has(call.client)) return;
        const second = Math.max(0, Math.floor((call.entry.time - window.first) / 1000));
        const kind = call.isRead ? 'reads' : 'writes';
        const at = new Date(call.entry.time).toISOString();
        const note = `${kind.slice(0, -1)} ${realLimits[kind] + 1} of its minute, at ${at}`;
        beginnings.set(call.client, { example: call.example(note), second, kind });
      },
      conclude: () => {
        if (refused === 0) return undefined;
        const earliest = [...beginnings.values()].reduce((one, other) => (other.second < one.second ? other : one));
        return {
          happened: `Postman would have answered 429 to ${several(refused, 'call')}, beginning with second ${earliest.second} of the run: more than ${realLimits[earliest.kind]} ${earliest.kind} in a minute.`,
          count: refused,
          examples: [...beginnings.values()].map(({ example }) => example).slice(0, 5),
        };
      },
    };
  },
};

import type { Example } from '../../../schemas/report.ts';
import { postmanRateLimit } from '../../domain/team.ts';
import type { FindingKind } from '../finding.ts';
import { type Kind, kindOf, Windows } from '../rate-limit.ts';
import { Recent } from '../recent.ts';
import { instant, several } from '../wording.ts';

type Beginning = { readonly example: Example; readonly second: number; readonly kind: Kind };

const { reads, writes } = postmanRateLimit;

export const wouldBeRateLimited: FindingKind = {
  id: 'would-be-rate-limited',
  severity: 'warning',
  title: 'Would have been rate limited',
  explanation: `Postman takes ${reads} reads and ${writes} writes a minute for a team, over all its keys. It answers 429 to what is above.`,
  remedy: 'Pace the client, send group members many at a time, and wait on 429. Try it with --rate-limit postman.',
  quirks: ['rate-limits', 'rate-limit-window', 'rate-limit-delete'],
  detect: () => {
    const windows = new Windows();
    const firsts = new Recent<string, number>(1_000);
    const beginnings = new Recent<string, Beginning>(1_000);
    let refused = 0;
    return {
      take(call) {
        const { team, limited, time } = call.entry;
        if (call.operation === null || team === null || limited || call.isKeyRefused) return;
        const first = firsts.get(team) ?? time;
        if (first === time) firsts.set(team, first);
        if (!windows.take(call)) return;
        refused += 1;
        if (beginnings.has(team)) return;
        const kind = kindOf(call);
        const note = `${kind.slice(0, -1)} ${postmanRateLimit[kind] + 1} of its minute, at ${instant(time)}`;
        const second = Math.max(0, Math.floor((time - first) / 1000));
        beginnings.set(team, { example: call.example(note), second, kind });
      },
      conclude: () => {
        if (refused === 0) return undefined;
        const all = [...beginnings.values()];
        const { second, kind } = all.reduce((one, other) => (other.second < one.second ? other : one));
        return {
          summary: `Postman would have answered 429 to ${several(refused, 'call')}, from second ${second} of the run on: there were more than ${postmanRateLimit[kind]} ${kind} in a minute.`,
          count: refused,
          examples: all.map(({ example }) => example).slice(0, 5),
        };
      },
    };
  },
};

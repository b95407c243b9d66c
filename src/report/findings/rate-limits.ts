import type { Example } from '../../../schemas/report.ts';
import { postmanRateLimit } from '../../domain/team.ts';
import { type Call, digest } from '../call.ts';
import { detection, type FindingKind, type Occurrence, OpenIssues } from '../finding.ts';
import { agree, instant, several } from '../wording.ts';

/** A clock is not exact, and a call may have been under way: milliseconds. */
const toleranceMs = 100;

type Pause = { readonly answeredAt: number; readonly time: number; readonly milliseconds: number };

/** Follows the calls that met 429, until the same call is answered otherwise. */
const stillRefused = (calls: readonly Call[]): OpenIssues => {
  const open = new OpenIssues();
  for (const call of calls) {
    if (call.operation === null) continue;
    const { method, url } = call.entry;
    // The body of a call that is refused for its rate may not have been read.
    const unread = digest(`${call.client} ${method} ${url}`);
    const key = call.bodyDigest === undefined ? unread : `${unread} ${call.bodyDigest}`;
    if (call.status === 429) open.open(key, { call, note: 'refused with 429, and not sent again' });
    else {
      open.settle(key);
      open.settle(unread);
    }
  }
  return open;
};

const ignores429: FindingKind = {
  id: 'ignores-429',
  severity: 'error',
  title: 'Goes on after 429 without waiting',
  explanation:
    'Every call inside the pause is answered 429 again. The work is not done, and the client burns its retries.',
  remedy:
    'Wait as long as Retry-After says. Postman documents it as RetryAfter, without a hyphen: read both, or RateLimit-Reset.',
  quirks: ['rate-limits', 'rate-limit-headers'],
  detect: ({ calls }) => {
    const pauses = new Map<string, Pause>();
    const occurrences = calls.flatMap((call): Occurrence[] => {
      const { status, arrived, time } = call.entry;
      if (call.operation === null) return [];
      const key = `${call.client} ${call.isRead}`;
      const pause = pauses.get(key);
      if (status !== 429) {
        pauses.delete(key);
        return [];
      }
      if (pause !== undefined && arrived <= pause.answeredAt) return [];
      if (pause !== undefined) {
        const waited = Math.max(arrived - pause.answeredAt, time - pause.time);
        if (waited + toleranceMs < pause.milliseconds) {
          const [sent, asked] = [Math.floor(waited / 1000), pause.milliseconds / 1000];
          return [{ call, note: `sent ${sent} s after a 429 that asked for ${asked} s; 429 again` }];
        }
      }
      pauses.set(key, { answeredAt: call.answeredAt, time, milliseconds: (call.retryAfterSeconds ?? 1) * 1000 });
      return [];
    });
    const found = detection(
      occurrences,
      (count) => `${several(count, 'call')} came within the pause that a 429 asked for.`,
    );
    // Work that is done in the end has cost retries, and nothing else.
    return found && (stillRefused(calls).size === 0 ? { ...found, severity: 'warning' } : found);
  },
};

const givesUpOn429: FindingKind = {
  id: 'gives-up-on-429',
  severity: 'warning',
  title: 'Gives up on 429',
  explanation: 'The call was refused only for now. Never sent again, its work is lost until the next sync.',
  remedy: 'Wait as long as Retry-After says, and send the same call again.',
  quirks: ['rate-limits'],
  detect: ({ calls }) =>
    stillRefused(calls).detection(
      (count) => `${several(count, 'call')} met 429 and ${agree(count, 'was', 'were')} not sent again.`,
    ),
};

/** The quirk rate-limit-window: milliseconds. */
const windowMs = 60_000;

const { reads, writes } = postmanRateLimit;

type CallKind = keyof typeof postmanRateLimit;

const kindOf = (call: Call): CallKind => (call.entry.method === 'GET' ? 'reads' : 'writes');

/** The fixed windows of each team, for reads and for writes, by the world's clock: each opens with its first call. */
const isOverLimit = (windows: Map<string, { opened: number; used: number }>, call: Call): boolean => {
  const { time } = call.entry;
  const kind = kindOf(call);
  const key = `${call.client} ${kind}`;
  let window = windows.get(key);
  if (window === undefined || time < window.opened || time >= window.opened + windowMs) {
    window = { opened: time, used: 0 };
    windows.set(key, window);
  }
  window.used += 1;
  return window.used > postmanRateLimit[kind];
};

const wouldBeRateLimited: FindingKind = {
  id: 'would-be-rate-limited',
  severity: 'warning',
  title: 'Would have been rate limited',
  explanation: `Postman takes ${reads} reads and ${writes} writes a minute for a team, over all its keys. It answers 429 to what is above.`,
  remedy: 'Pace the client, send group members many at a time, and wait on 429. Try it with --rate-limit postman.',
  quirks: ['rate-limits', 'rate-limit-window', 'rate-limit-delete'],
  detect: ({ calls }) => {
    const windows = new Map<string, { opened: number; used: number }>();
    const firstTimes = new Map<string, number>();
    const beginnings = new Map<string, { example: Example; second: number; kind: CallKind }>();
    let refused = 0;
    for (const call of calls) {
      const { team, limited, time } = call.entry;
      if (call.operation === null || team === null || limited || call.isKeyRefused) continue;
      const first = firstTimes.get(team) ?? time;
      firstTimes.set(team, first);
      if (!isOverLimit(windows, call)) continue;
      refused += 1;
      if (beginnings.has(team)) continue;
      const kind = kindOf(call);
      const note = `${kind.slice(0, -1)} ${postmanRateLimit[kind] + 1} of its minute, at ${instant(time)}`;
      const second = Math.max(0, Math.floor((time - first) / 1000));
      beginnings.set(team, { example: call.example(note), second, kind });
    }
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

export const rateLimits: readonly FindingKind[] = [ignores429, givesUpOn429, wouldBeRateLimited];

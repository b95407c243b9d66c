import { digest } from '../call.ts';
import { detection, type FindingKind, type Occurrence } from '../finding.ts';
import type { Continuation } from '../uncertain-writes.ts';
import { agree, several } from '../wording.ts';

/** A detection of the writes of unknown outcome after which the client went on in one way. */
const continued =
  (continuation: Continuation, summarise: (count: number) => string): FindingKind['detect'] =>
  ({ uncertainWrites }) =>
    detection(
      uncertainWrites
        .filter((write) => write.continuation === continuation)
        .map(({ call }) => ({ call, note: call.status === 0 ? 'no answer' : `answered ${call.status}` })),
      summarise,
    );

const createsTwice: FindingKind = {
  id: 'creates-twice',
  severity: 'error',
  title: 'Creates what was created already',
  explanation:
    'POST had done its work, though the answer was a failure. The retry met 409, and the client does not know the id: it cannot update or deactivate that person.',
  remedy: 'After a failure of unknown outcome look by filter, and take the id from there.',
  quirks: ['user-exists', 'group-name-taken'],
  detect: continued(
    'duplicated',
    (count) =>
      `${several(count, 'POST')} of unknown outcome ${agree(count, 'was', 'were')} sent again and met 409. Nobody looked.`,
  ),
};

const givesUpAfterFailure: FindingKind = {
  id: 'gives-up-after-failure',
  severity: 'warning',
  title: 'Gives up after a failure',
  explanation:
    "A 5xx or a broken answer says nothing about the work: it may be done or not. Postman's own text is to try again.",
  remedy: 'Look what is there, wait a little, and send the write again where it is missing.',
  quirks: [],
  detect: continued(
    'gaveUp',
    (count) =>
      `${several(count, 'write')} of unknown outcome ${agree(count, 'was', 'were')} neither looked after nor sent again.`,
  ),
};

const retriesBlindly: FindingKind = {
  id: 'retries-blindly',
  severity: 'warning',
  title: 'Creates again without looking first',
  explanation:
    'After a 5xx or a broken answer nobody knows whether the person was created. This time it was not. Had it been, the retry would have met 409.',
  remedy: 'Look by filter before POST is sent again. Or look when the retry meets 409.',
  quirks: ['user-exists'],
  detect: continued(
    'blind',
    (count) =>
      `${several(count, 'POST')} of unknown outcome ${agree(count, 'was', 'were')} sent again, without a look.`,
  ),
};

/** A retry that follows sooner after the answer has no pause: milliseconds. */
const pauseMs = 100;

/** One hasty retry is common, and harmless. */
const toleratedRetries = 2;

const retriesWithoutPause: FindingKind = {
  id: 'retries-without-pause',
  severity: 'warning',
  title: 'Retries without a pause',
  explanation:
    'Whatever failed is given no time to recover, the retries are used up in an instant, and each counts against the limit.',
  remedy: 'Wait before a retry, and longer before each further one: a second, two, four.',
  quirks: ['rate-limits'],
  detect: ({ calls }) => {
    const failed = new Map<string, { readonly answeredAt: number; readonly hasty: number }>();
    const occurrences: Occurrence[] = [];
    for (const call of calls) {
      const { method, url, arrived } = call.entry;
      if (call.operation === null || (failed.size === 0 && !call.isAmbiguous)) continue;
      const key = digest(`${call.client} ${method} ${url} ${call.bodyDigest ?? ''}`);
      const before = failed.get(key);
      const isHasty = before !== undefined && arrived >= before.answeredAt && arrived - before.answeredAt < pauseMs;
      const hasty = isHasty ? before.hasty + 1 : 0;
      if (hasty >= toleratedRetries) occurrences.push({ call, note: `retry ${hasty} in a row without a pause` });
      if (call.isAmbiguous) failed.set(key, { answeredAt: call.answeredAt, hasty });
      else failed.delete(key);
    }
    return detection(
      occurrences,
      (count) => `${several(count, 'retry', 'retries')} followed at once on another failure.`,
    );
  },
};

export const failures: readonly FindingKind[] = [
  createsTwice,
  givesUpAfterFailure,
  retriesBlindly,
  retriesWithoutPause,
];

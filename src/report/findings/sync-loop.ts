import { type FindingKind, Incidents } from '../finding.ts';
import { capacity, Recent } from '../recent.ts';
import { listed, people } from '../wording.ts';
import { isNeverStored } from './never-stored.ts';

/** So many times the same, without effect, is a loop and no coincidence. */
const loop = 3;

export const syncLoop: FindingKind = {
  id: 'sync-loop',
  severity: 'warning',
  title: 'Sends the same ignored attributes again and again',
  explanation:
    'A client that compares what it sent with what it reads back finds a difference at each sync, because Postman never stored it. This goes on for ever, and uses up the 180 writes a minute.',
  remedy: 'Compare only what Postman stores: userName, name, externalId and active.',
  quirks: ['never-stored', 'put-name-only', 'patch-active-only'],
  detect: () => {
    const seen = new Incidents();
    const last = new Recent<string, { body: string; times: number }>(capacity);
    return {
      take(call, memory) {
        const { resource, requestBody, changes, outcomes } = call.entry;
        if (call.operation !== 'updateScimUser' && call.operation !== 'updateScimUserState') return;
        if (resource === null || requestBody === null || !call.succeeded) return;
        const ignored = outcomes.filter(isNeverStored);
        const before = last.get(resource);
        const times = before?.body === requestBody && changes.length === 0 ? before.times + 1 : 1;
        last.set(resource, { body: requestBody.length > 4_096 ? '' : requestBody, times });
        if (times < loop || ignored.length === 0) return;
        const name = memory.nameOf(resource);
        seen.add(call, `${name}: the same ${listed(new Set(ignored.map(({ path }) => path)))}, time ${times}`, name);
      },
      conclude: () =>
        seen.sum(
          (_count, subjects) =>
            `The same update, ignored each time, was sent ${loop} times or more for ${people(subjects.length)}.`,
        ),
    };
  },
};

import { type FindingKind, Matters } from '../finding.ts';
import { attributesOf, toBoolean, wantedOf } from '../resource.ts';
import { agree, people } from '../wording.ts';

export const putActiveIgnored: FindingKind = {
  id: 'put-active-ignored',
  severity: 'error',
  title: 'PUT does not deactivate',
  explanation:
    "Postman's PUT changes the first and last name and nothing else. It answers 200, and who was to leave keeps access.",
  remedy:
    'Send `PATCH /Users/{id}` with `{"op":"replace","value":{"active":false}}`, and read `active` in the answer to be sure.',
  quirks: ['put-active', 'put-name-only', 'deactivation'],
  detect: () => {
    const open = new Matters();
    return {
      take(call, memory) {
        for (const { id, change } of call.entry.changes) {
          if (change === 'activated' || change === 'deactivated') open.settle(id);
        }
        const { answered } = memory;
        const wanted = toBoolean(wantedOf(call).get('active'));
        // A write that leaves active out takes nothing back.
        if (answered === undefined || wanted === undefined) return;
        const stored = attributesOf(answered).get('active');
        if (wanted === stored) open.settle(answered.id);
        else if (call.operation === 'updateScimUser') {
          open.open(answered.id, call, `${answered.name}: sent active ${wanted}, answered active ${stored}`);
        }
      },
      conclude: () =>
        open.sum(
          (count) =>
            `PUT was sent to switch \`active\` for ${people(count)}. It was ignored, and ${agree(count, 'that person is', 'they are')} as before.`,
        ),
    };
  },
};

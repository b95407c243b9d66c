import { type FindingKind, Incidents } from '../finding.ts';
import { several } from '../wording.ts';

const refusals = new Set<string>(['key-refused', 'key-grace', 'x-api-key', 'admin-left', 'team-deleted', 'scim-off']);

export const neverLetIn: FindingKind = {
  id: 'never-let-in',
  severity: 'error',
  title: 'The key opened nothing',
  means: 'No call reached the directory, so nothing else in this report says anything about the client.',
  remedy: 'Check the key, and that it travels in Authorization, bare or after Bearer.',
  quirks: ['key-refused', 'authorization-forms', 'admin-left', 'team-deleted', 'scim-off'],
  detect: () => {
    const seen = new Incidents();
    let letIn = false;
    return {
      take(call) {
        if (letIn || call.operation === null) return;
        const { status, quirks, keyForm } = call.entry;
        const refused = (status === 400 || status === 401 || status === 403) && quirks.some((id) => refusals.has(id));
        if (!refused && call.isGenuine) letIn = true;
        else if (refused) seen.add(call, `${status}, key ${keyForm === 'none' ? 'not sent' : `sent: ${keyForm}`}`);
      },
      conclude: () =>
        letIn ? undefined : seen.sum((count) => `All calls (${several(count, 'call')}) were refused for their key.`),
    };
  },
};

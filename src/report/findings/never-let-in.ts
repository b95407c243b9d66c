import { type FindingKind, Incidents } from '../finding.ts';
import { agree, several } from '../wording.ts';

export const neverLetIn: FindingKind = {
  id: 'never-let-in',
  severity: 'error',
  title: 'The key opened nothing',
  explanation: 'No call reached the directory, so nothing else in this report says anything about the client.',
  remedy: 'Check the key, and that it travels in Authorization, bare or after Bearer.',
  quirks: ['key-refused', 'authorization-forms', 'admin-left', 'team-deleted', 'scim-off'],
  detect: () => {
    const seen = new Incidents();
    let letIn = false;
    return {
      take(call) {
        if (letIn || call.operation === null) return;
        const { status, keyForm } = call.entry;
        if (call.isKeyRefused) seen.add(call, `${status}, key ${keyForm === 'none' ? 'not sent' : `sent: ${keyForm}`}`);
        else if (call.isGenuine) letIn = true;
      },
      conclude: () =>
        letIn
          ? undefined
          : seen.sum(
              (count) =>
                `No call got in: ${several(count, 'call')} ${agree(count, 'was', 'were')} refused for the key.`,
            ),
    };
  },
};

import { type FindingKind, Matters } from '../finding.ts';
import { people } from '../wording.ts';

export const deleteUser: FindingKind = {
  id: 'delete-user',
  severity: 'error',
  title: 'Postman has no DELETE for users',
  explanation: 'The call is answered 404 and nobody is removed. The person keeps access to the team.',
  remedy: 'Deactivate instead: `PATCH /Users/{id}` with `{"op":"replace","value":{"active":false}}`.',
  quirks: ['no-hard-delete', 'unrouted', 'deactivation'],
  detect: () => {
    const open = new Matters();
    return {
      take(call, memory) {
        if (!open.isEmpty) {
          for (const { id, change } of call.entry.changes) if (change === 'deactivated') open.settle(id);
        }
        if (call.entry.method !== 'DELETE' || call.operation !== null) return;
        const id = /^\/Users\/([^/]+)\/?$/.exec(call.path)?.[1];
        if (id !== undefined) open.open(id, call, `${memory.nameOf(id)}: 404, nothing happened`);
      },
      conclude: () => open.sum((count) => `DELETE was sent for ${people(count)}, and nothing else deactivated them.`),
    };
  },
};

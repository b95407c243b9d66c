import { eachCall, type FindingKind } from '../finding.ts';
import { several } from '../wording.ts';

export const putGroup: FindingKind = {
  id: 'put-group',
  severity: 'error',
  title: 'Postman has no PUT for groups',
  explanation: 'The call is answered 404, and the group stays as it is.',
  remedy: 'Use `PATCH /Groups/{id}`: replace with a value for the name, add, remove or replace with path members.',
  quirks: ['unrouted', 'group-patch-rename', 'group-patch-members'],
  detect: eachCall(
    (call, memory) => {
      if (call.entry.method !== 'PUT' || call.operation !== null) return undefined;
      const id = /^\/Groups\/([^/]+)\/?$/.exec(call.path)?.[1];
      return id === undefined ? undefined : `group ${memory.nameOf(id)}: 404`;
    },
    (count) => `${several(count, 'PUT')} of groups went nowhere.`,
  ),
};

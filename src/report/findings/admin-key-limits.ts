import { eachCall, type FindingKind } from '../finding.ts';
import { times } from '../wording.ts';

export const adminKeyLimits: FindingKind = {
  id: 'admin-key-limits',
  severity: 'error',
  title: "The key's maker may not do this",
  explanation:
    "The key was made by a Team Admin. Postman lets such a key neither deactivate a Super Admin, nor change an address, nor change the members of a group with the Super Admin role. Postman's answer is not known.",
  remedy: 'Let a Super Admin generate the key that the connector uses.',
  quirks: ['admin-key-limits'],
  detect: eachCall(
    ({ entry, reason }) => {
      if (!entry.quirks.includes('admin-key-limits')) return undefined;
      return entry.status === 403 ? `403: ${reason}` : `${entry.status} here; Postman would refuse`;
    },
    (count) => `A Team Admin's key was used ${times(count)} for what only a Super Admin's key may do.`,
  ),
};

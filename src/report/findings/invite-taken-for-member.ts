import { eachCall, type FindingKind } from '../finding.ts';
import { agree, people } from '../wording.ts';

const byId = new Set<string | null>(['getScimUserResource', 'updateScimUser', 'updateScimUserState']);

export const inviteTakenForMember: FindingKind = {
  id: 'invite-taken-for-member',
  severity: 'error',
  title: 'Takes a pending invite for a member',
  explanation:
    'Postman invites a person who has an account outside the verified domains. Until the invite is accepted the id in the answer leads nowhere: every call to it is 404.',
  remedy:
    'Read `active` in the answer to POST: false means invited. Wait until a look-up finds the person; POST is 409 until then. Verify the domain, and nobody needs an invite.',
  quirks: ['invite-answer', 'pending-invite', 'pending-invite-conflict'],
  detect: eachCall(
    ({ operation, entry }, memory) =>
      byId.has(operation) && entry.status === 404 && entry.quirks.includes('pending-invite')
        ? `${memory.nameOf(entry.resource)}: 404, the invite is pending`
        : undefined,
    (_count, subjects) =>
      `${people(subjects.length)} with a pending invite ${agree(subjects.length, 'was treated as a member', 'were treated as members')}.`,
  ),
};

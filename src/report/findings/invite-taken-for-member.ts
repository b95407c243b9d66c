import { type FindingKind, Incidents } from '../finding.ts';
import { capacity, Recent } from '../recent.ts';
import { keyOf, nameIn } from '../resource.ts';
import { agree, people } from '../wording.ts';

export const inviteTakenForMember: FindingKind = {
  id: 'invite-taken-for-member',
  severity: 'error',
  title: 'Takes a pending invite for a member',
  means:
    'Postman invites a person who has an account outside the verified domains. Until the invite is accepted the id in the answer leads nowhere: writes to it are 404, and a second POST is 409.',
  remedy:
    'Read `active` in the answer to POST: false means invited. Wait until a look-up finds the person. Verify the domain, and nobody needs an invite.',
  quirks: ['invite-answer', 'pending-invite', 'pending-invite-conflict'],
  detect: () => {
    const seen = new Incidents();
    const invited = new Recent<string, true>(capacity);
    return {
      take(call, memory) {
        const { changes, status, quirks, resource } = call.entry;
        if (call.operation === 'createScimUser') {
          const userName = nameIn(call)?.name;
          if (userName === undefined) return;
          const key = keyOf(call.client, 'users', userName);
          if (changes.some((change) => change.resource === 'Invite')) invited.set(key, true);
          else if (status === 409 && quirks.includes('pending-invite-conflict') && invited.has(key)) {
            seen.add(call, `${userName}: created again while the invite is pending`, userName);
          } else if (status === 201) invited.delete(key);
        } else if (call.operation === 'updateScimUser' || call.operation === 'updateScimUserState') {
          if (status !== 404 || !quirks.includes('pending-invite')) return;
          const name = memory.nameOf(resource);
          seen.add(call, `${name}: 404, the invite is pending`, name);
        }
      },
      conclude: () =>
        seen.sum(
          (_count, subjects) =>
            `${people(subjects.length)} with a pending invite ${agree(subjects.length, 'was treated as a member', 'were treated as members')}.`,
        ),
    };
  },
};

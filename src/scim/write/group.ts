import type { Group, GroupMember } from '../../domain/member.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { timestamp } from './user.ts';

/** Quirk group-display. */
const toMember = (member: GroupMember, profile: Profile): { value: string; display: string } => ({
  value: member.id,
  display: profile['group-display'] === 'email' ? member.userName : `${member.givenName} ${member.familyName}`.trim(),
});

const start = (group: Group) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id: group.id,
  displayName: group.displayName,
});

const externalId = (group: Group) => (group.externalId === null ? {} : { externalId: group.externalId });

/** A group as Postman sends one, in its key order; without members where they are null. */
export const toGroupText = (profile: Profile, group: Group, members: readonly GroupMember[] | null): string =>
  JSON.stringify({
    ...start(group),
    ...(members && { members: members.map((member) => toMember(member, profile)) }),
    ...externalId(group),
    meta: {
      resourceType: 'Group',
      created: timestamp(group.created),
      lastModified: timestamp(group.lastModified),
    },
  });

/** The same in the order of POST's answer (quirk group-post-key-order). */
export const toCreatedGroupText = (profile: Profile, group: Group, members: readonly GroupMember[]): string =>
  JSON.stringify({
    ...start(group),
    ...externalId(group),
    members: members.map((member) => toMember(member, profile)),
    meta: {
      created: timestamp(group.created),
      lastModified: timestamp(group.lastModified),
      resourceType: 'Group',
    },
  });

/** The answer to PATCH (quirk group-patch-answer). */
export const toPatchedGroupText = (profile: Profile, group: Group, members: readonly GroupMember[]): string =>
  toGroupText(profile, group, profile['group-patch-answer'] === 'with-members' ? members : null);

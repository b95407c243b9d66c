import type { Group, GroupMember } from '../../domain/member.ts';
import { timestamp } from './user.ts';

const toMember = (member: GroupMember): { value: string; display: string } => ({
  value: member.id,
  display: `${member.givenName} ${member.familyName}`.trim(),
});

const start = (group: Group) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id: group.id,
  displayName: group.displayName,
});

const externalId = (group: Group) => (group.externalId === null ? {} : { externalId: group.externalId });

/** A group as Postman sends one, in its key order. */
export const toGroupText = (group: Group, members: readonly GroupMember[]): string =>
  JSON.stringify({
    ...start(group),
    members: members.map(toMember),
    ...externalId(group),
    meta: {
      resourceType: 'Group',
      created: timestamp(group.created),
      lastModified: timestamp(group.lastModified),
    },
  });

/** The same in the order of POST's answer (quirk group-post-key-order). */
export const toCreatedGroupText = (group: Group, members: readonly GroupMember[]): string =>
  JSON.stringify({
    ...start(group),
    ...externalId(group),
    members: members.map(toMember),
    meta: {
      created: timestamp(group.created),
      lastModified: timestamp(group.lastModified),
      resourceType: 'Group',
    },
  });

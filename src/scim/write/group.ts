import type { Groups } from '../../domain/directory.ts';
import type { Group, GroupMember } from '../../domain/member.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { timestamp } from './user.ts';

/** A member as a group shows it (quirk group-display). */
export const toMemberText = (member: GroupMember): string =>
  `{"value":"${member.id}","display":${JSON.stringify(`${member.givenName} ${member.familyName}`.trim())}}`;

/** The same with the address as display. */
const toMemberTextWithAddress = (member: GroupMember): string =>
  `{"value":"${member.id}","display":${JSON.stringify(member.userName)}}`;

/** The members of a group as the profile shows them. */
export const membersText = (profile: Profile, groups: Pick<Groups, 'members' | 'membersText'>, group: Group): string =>
  profile['group-display'] === 'name'
    ? groups.membersText(group.pk)
    : groups.members(group.pk).map(toMemberTextWithAddress).join(',');

const start = ({ id, displayName }: Group): string =>
  `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"${id}","displayName":${JSON.stringify(displayName)},`;

const externalId = (group: Group): string =>
  group.externalId === null ? '' : `"externalId":${JSON.stringify(group.externalId)},`;

const times = (group: Group): string =>
  `"created":"${timestamp(group.created)}","lastModified":"${timestamp(group.lastModified)}"`;

/** A group as Postman sends one, in its key order. */
export const toGroupText = (group: Group, members: string): string =>
  `${start(group)}"members":[${members}],${externalId(group)}"meta":{"resourceType":"Group",${times(group)}}}`;

/** The same in the order of POST's answer (quirk group-post-key-order). */
export const toCreatedGroupText = (group: Group, members: string): string =>
  `${start(group)}${externalId(group)}"members":[${members}],"meta":{${times(group)},"resourceType":"Group"}}`;

/** The answer to PATCH, without members where the profile leaves them out (quirk group-patch-answer). */
export const toPatchedGroupText = (profile: Profile, group: Group, members: string, trace: Trace): string => {
  if (profile['group-patch-answer'] === 'with-members') return toGroupText(group, members);
  trace.quirk('group-patch-answer');
  return `${start(group)}${externalId(group)}"meta":{"resourceType":"Group",${times(group)}}}`;
};

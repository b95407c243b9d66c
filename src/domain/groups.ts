import { addressKey, isAddress } from './address.ts';
import type { Directory } from './directory.ts';
import type { Group, Member } from './member.ts';
import { limitMembership } from './roles.ts';
import { quoted, ScimError } from './scim-error.ts';
import { provision, recordPerson, setActive } from './users.ts';

/** A member as a client names one: a user id, or in POST an address with the name it should get. */
export type MemberReference = { readonly value: string; readonly display: string };

export type NewGroup = {
  readonly displayName: string;
  readonly externalId: string | null;
  readonly members: readonly MemberReference[];
};

/** One operation of a group PATCH, by what it means. */
export type GroupCommand =
  | { readonly change: 'displayName'; readonly displayName: string }
  | { readonly change: 'externalId'; readonly externalId: string | null }
  | { readonly change: 'add members' | 'remove members' | 'replace members'; readonly members: readonly string[] }
  | { readonly change: 'remove all members' };

export const findGroup = (directory: Directory, id: string): Group => {
  const group = directory.groups.byId(directory.team.pk, id);
  if (group === undefined) {
    throw new ScimError('group-not-found', 'group-not-found', `the team has no group with the id ${quoted(id)}`);
  }
  return group;
};

/** Adds an event of a group to the audit trail. */
const recordGroup = (
  { record }: Directory,
  { id, displayName }: Group,
  event: string,
  detail: string | null = null,
): void => record({ subject: 'group', id, name: displayName, event, detail });

const refuseTakenName = (directory: Directory, displayName: string): void => {
  if (directory.groups.byName(directory.team.pk, displayName)) {
    throw new ScimError('group-name-taken', 'group-name-taken', 'another group of the team has this displayName');
  }
};

const refuseMember = (member: Member | undefined, value: string): never => {
  const states = {
    active: 'a member of the team',
    deactivated: 'deactivated',
    invited: 'invited and not yet a member',
  };
  const state = member === undefined ? 'the id of nobody in the team' : states[member.state];
  throw new ScimError('invalid-syntax', 'group-member-not-in-team', `the group member ${quoted(value)} is ${state}`);
};

const memberById = (directory: Directory, id: string): Member => {
  const member = directory.members.byId(directory.team.pk, id);
  return member?.state === 'active' ? member : refuseMember(member, id);
};

/** The name of a person provisioned through a group: from a `display` that is not an address, else from the address. */
const nameOf = (reference: MemberReference): { givenName: string; familyName: string } => {
  const display = reference.display.trim();
  const words = display === '' || isAddress(display) ? reference.value.slice(0, reference.value.indexOf('@')) : display;
  const [givenName = '', ...rest] = words.split(/[\s._]+/).filter(Boolean);
  return { givenName, familyName: rest.join(' ') };
};

/** Quirk group-member-email: an address in POST stands for the person, who is provisioned where there is none. */
const memberByReference = (directory: Directory, reference: MemberReference): Member => {
  if (!isAddress(reference.value)) return memberById(directory, reference.value);
  directory.trace.quirk('group-member-email');
  const existing = directory.members.byAddress(directory.team.pk, addressKey(reference.value));
  if (existing?.state === 'deactivated') return refuseMember(existing, reference.value);
  if (existing) return existing;
  return provision(directory, {
    ...nameOf(reference),
    userName: reference.value,
    externalId: null,
    active: true,
    groups: [],
  });
};

/** POST /Groups. */
export const createGroup = (directory: Directory, group: NewGroup): Group => {
  refuseTakenName(directory, group.displayName);
  const members = group.members.map((reference) => memberByReference(directory, reference));
  const created = directory.groups.add(directory.team.pk, {
    id: directory.newId(),
    displayName: group.displayName,
    externalId: group.externalId,
    created: directory.now,
  });
  directory.trace.changed('Group', created.id, 'created');
  recordGroup(directory, created, 'created');
  for (const member of members) {
    if (!directory.groups.addMember(created, member.pk) || member.state !== 'active') continue;
    recordPerson(directory, member, 'joined group', created.displayName);
  }
  return created;
};

const addMembers = (directory: Directory, group: Group, ids: readonly string[]): boolean => {
  const members = ids.map((id) => memberById(directory, id));
  const added = members.filter((member) => directory.groups.addMember(group, member.pk));
  for (const member of added) recordPerson(directory, member, 'joined group', group.displayName);
  if (added.length < members.length) directory.trace.quirk('group-member-twice');
  return added.length > 0;
};

const removeMembers = (directory: Directory, group: Group, ids: readonly string[]): boolean => {
  const removed = ids.filter((id) => {
    const member = directory.members.byId(directory.team.pk, id);
    if (member?.state !== 'active' || !directory.groups.removeMember(group, member.pk)) return false;
    recordPerson(directory, member, 'left group', group.displayName);
    return true;
  });
  if (removed.length < ids.length) directory.trace.quirk('group-member-twice');
  return removed.length > 0;
};

const removeAllBut = (directory: Directory, group: Group, kept: ReadonlySet<string>): boolean => {
  const leaving = directory.groups.members(group.pk).filter((member) => !kept.has(member.id));
  for (const member of leaving) {
    directory.groups.removeMember(group, member.pk);
    recordPerson(directory, member, 'left group', group.displayName);
  }
  return leaving.length > 0;
};

const replaceMembers = (directory: Directory, group: Group, ids: readonly string[]): boolean => {
  const removed = removeAllBut(directory, group, new Set(ids));
  const added = addMembers(directory, group, ids);
  return removed || added;
};

const rename = (directory: Directory, group: Group, displayName: string): Group => {
  if (displayName === group.displayName) return group;
  refuseTakenName(directory, displayName);
  recordGroup(directory, group, 'renamed', `${group.displayName} to ${displayName}`);
  return { ...group, displayName };
};

/** PATCH /Groups/{id}: the commands in their order. The caller's transaction makes it all or none (quirk patch-atomic). */
export const patchGroup = (directory: Directory, id: string, commands: readonly GroupCommand[]): Group => {
  const found = findGroup(directory, id);
  let group = found;
  let membersChanged = false;
  const save = (changed: Group): void => {
    if (changed === group) return;
    group = { ...changed, lastModified: directory.now };
    directory.groups.save(group);
  };
  for (const command of commands) {
    if (command.change === 'displayName') save(rename(directory, group, command.displayName));
    else if (command.change === 'externalId') {
      if (command.externalId === group.externalId) continue;
      save({ ...group, externalId: command.externalId });
      recordGroup(directory, group, 'external id changed', command.externalId);
    } else {
      limitMembership(directory, group);
      let changed: boolean;
      if (command.change === 'add members') changed = addMembers(directory, group, command.members);
      else if (command.change === 'remove members') changed = removeMembers(directory, group, command.members);
      else if (command.change === 'replace members') changed = replaceMembers(directory, group, command.members);
      else changed = removeAllBut(directory, group, new Set());
      membersChanged ||= changed;
    }
  }
  if (membersChanged) save({ ...group });
  if (group !== found) directory.trace.changed('Group', group.id, 'updated');
  return group;
};

/** DELETE /Groups/{id}, which deactivates members: those in no other group, or all (quirk group-delete). */
export const deleteGroup = (directory: Directory, id: string): void => {
  const group = findGroup(directory, id);
  const members = directory.groups.members(group.pk);
  if (members.length > 0) limitMembership(directory, group);
  directory.groups.remove(group);
  recordGroup(directory, group, 'deleted');
  directory.trace.changed('Group', group.id, 'deleted');
  for (const { id } of members) {
    const member = memberById(directory, id);
    const inOthers = directory.groups.ofMember(member.pk).length > 0;
    if (inOthers && directory.team.profile['group-delete'] === 'only-group') continue;
    directory.trace.quirk('group-delete');
    setActive(directory, member, false);
  }
};

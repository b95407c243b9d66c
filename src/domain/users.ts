import type { QuirkId } from '../quirks/catalogue.ts';
import { addressKey, isAddress } from './address.ts';
import type { Directory } from './directory.ts';
import type { Account, Member } from './member.ts';
import { limitAddressChange, limitMembership, limitRemoval } from './roles.ts';
import { quoted, ScimError } from './scim-error.ts';
import { hasVerified } from './team.ts';

/** What POST /Users takes. */
export type NewUser = {
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  /** Names or ids. */
  readonly groups: readonly string[];
};

/** What PUT and PATCH may change; what is absent stays. */
export type UserChange = {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly active?: boolean;
  readonly userName?: string;
};

/** Adds an event of a person to the audit trail. */
export const recordPerson = (
  { record }: Directory,
  { id, userName }: Pick<Member, 'id' | 'userName'>,
  event: string,
  detail: string | null = null,
): void => record({ subject: 'person', id, name: userName, event, detail });

const nameOf = ({ givenName, familyName }: Member): string => `${givenName} ${familyName}`.trim();

/** Pending invites are seen only where they are listed (quirk pending-invite). */
const isListed = (member: Member | undefined): member is Member => member !== undefined && member.position !== null;

const notFound = (member: Member | undefined, id: string): ScimError =>
  member
    ? new ScimError('user-not-found', 'pending-invite', 'the person has not accepted the invite to the team yet')
    : new ScimError('user-not-found', 'user-not-found', `the team has no user with the id ${quoted(id)}`);

/** The user, or 404. */
export const findUser = (directory: Directory, id: string): Member => {
  const member = directory.members.byId(directory.team.pk, id);
  if (!isListed(member)) throw notFound(member, id);
  return member;
};

/** GET /Users/{id}: the text that is sent, or 404. */
export const readUser = (directory: Directory, id: string): string => {
  const { team, members } = directory;
  const resource = members.resources.byId(team.pk, id);
  if (resource === undefined) throw notFound(members.byId(team.pk, id), id);
  return resource;
};

const refuseExisting = (member: Member, userName: string): never => {
  const refuse = (quirk: QuirkId, reason: string): never => {
    throw new ScimError('user-exists', quirk, reason);
  };
  if (member.state === 'invited') {
    return refuse('pending-invite-conflict', 'an invite to this address is pending; only an admin can withdraw it');
  }
  if (member.state === 'deactivated') {
    return refuse('deactivated-conflict', 'the person is deactivated in the team; PATCH active true brings them back');
  }
  if (member.userName === userName) return refuse('user-exists', 'the person is a member of the team already');
  return refuse('address-case', 'a member of the team has this address in other letter case');
};

/** The team has the name that was sent and the address that the account has (quirk existing-account-name). */
const add = (directory: Directory, account: Account, user: NewUser, state: Member['state']): Member => {
  const { team, members, trace, now } = directory;
  const member = members.add(
    team.pk,
    {
      account: account.pk,
      id: directory.newId(),
      givenName: user.givenName,
      familyName: user.familyName,
      externalId: user.externalId,
      state,
      role: 'developer',
      signIn: state === 'deactivated' ? 'blocked' : 'allowed',
      origin: 'scim',
      created: now,
      lastModified: now,
    },
    account.email,
    state !== 'invited' || team.profile['pending-invite'] === 'inactive',
  );
  trace.changed(state === 'invited' ? 'Invite' : 'User', member.id, 'created');
  recordPerson(directory, member, state === 'invited' ? 'invited' : 'created', state === 'deactivated' ? state : null);
  return member;
};

const joinGroups = (directory: Directory, member: Member, groups: readonly string[]): void => {
  const { team, trace } = directory;
  for (const name of groups) {
    const named = directory.groups.byName(team.pk, name);
    const group = named ?? directory.groups.byId(team.pk, name);
    if (group === undefined) {
      trace.quirk('post-groups-unknown');
      continue;
    }
    trace.quirk(named ? 'post-groups' : 'post-groups-by-id');
    limitMembership(directory, group);
    if (directory.groups.addMember(group, member.pk) && member.state === 'active') {
      recordPerson(directory, member, 'joined group', group.displayName);
      directory.groups.save({ ...group, lastModified: directory.now });
      trace.changed('Group', group.id, 'updated');
    }
  }
};

/** POST /Users: what becomes of the address depends on the Postman account behind it. */
export const provision = (directory: Directory, user: NewUser): Member => {
  const { team, trace } = directory;
  const key = addressKey(user.userName);
  const existing = directory.members.byAddress(team.pk, key);
  if (existing) return refuseExisting(existing, user.userName);

  let account = directory.accounts.byAddress(team.world, key);
  let state: Member['state'] = user.active ? 'active' : 'deactivated';
  if (account === undefined) {
    account = directory.accounts.add(team.world, { ...user, email: user.userName });
    trace.quirk('joins-at-once');
  } else if (hasVerified(team, account.email)) {
    trace.quirk('verified-domain-joins');
  } else if (directory.accounts.isInTeamOtherThan(key, team) && team.profile['other-team'] === 'conflict') {
    throw new ScimError(
      'user-exists',
      'other-team',
      'the person is in another team, and the domain is not verified here',
    );
  } else {
    state = 'invited';
    trace.quirk('invite-answer');
  }
  const member = add(directory, account, user, state);
  if (state !== 'deactivated') joinGroups(directory, member, user.groups);
  return member;
};

/** Quirk deactivation-leaves-groups. */
const leaveAllGroups = (directory: Directory, member: Member): void => {
  for (const group of directory.groups.ofMember(member.pk)) {
    directory.groups.removeMember(group, member.pk);
    recordPerson(directory, member, 'left group', group.displayName);
    directory.groups.save({ ...group, lastModified: directory.now });
    directory.trace.quirk('deactivation-leaves-groups');
    directory.trace.changed('Group', group.id, 'updated');
  }
};

/** Removes from the team, or puts back. A pending invite is neither: it waits for its person. */
export const setActive = (directory: Directory, member: Member, active: boolean): Member => {
  if (member.state === 'invited' || (member.state === 'active') === active) return member;
  directory.trace.quirk(active ? 'reactivation' : 'deactivation');
  if (!active) {
    limitRemoval(directory, member);
    leaveAllGroups(directory, member);
  }
  if (active) directory.trace.quirk('reactivation-afresh');
  const changed: Member = active
    ? { ...member, state: 'active', role: 'developer', signIn: 'allowed', lastModified: directory.now }
    : { ...member, state: 'deactivated', signIn: 'blocked', lastModified: directory.now };
  directory.members.save(changed);
  directory.trace.changed('User', member.id, active ? 'activated' : 'deactivated');
  recordPerson(directory, member, active ? 'activated' : 'deactivated');
  return changed;
};

const rename = (directory: Directory, member: Member, change: UserChange): Member => {
  const { givenName = member.givenName, familyName = member.familyName } = change;
  if (givenName === member.givenName && familyName === member.familyName) return member;
  const renamed: Member = { ...member, givenName, familyName, lastModified: directory.now };
  directory.members.save(renamed);
  directory.trace.changed('User', member.id, 'updated');
  recordPerson(directory, member, 'renamed', `${nameOf(member)} to ${nameOf(renamed)}`);
  return renamed;
};

/** Changes the address (quirk user-name-updates): both domains must be verified, and the new address must be free. */
const changeUserName = (directory: Directory, member: Member, userName: string): Member => {
  const { team, trace } = directory;
  const key = addressKey(userName);
  trace.quirk('user-name-updates');
  if (key === addressKey(member.userName)) return member;
  if (!isAddress(userName)) {
    throw new ScimError('address-invalid', 'user-name-update-refused', 'userName must be an email address');
  }
  for (const [which, address] of [
    ['present', member.userName],
    ['new', userName],
  ] as const) {
    if (hasVerified(team, address)) continue;
    const reason = `the domain of the ${which} userName is not verified`;
    throw new ScimError('domain-unverified', 'user-name-update-refused', reason);
  }
  if (directory.accounts.byAddress(team.world, key) || directory.members.inWorld(team.world, key).length > 0) {
    throw new ScimError('user-exists', 'user-name-update-taken', 'the new userName belongs to another account');
  }
  // The address of someone who is only invited, or no longer in the team, is not the team's to change.
  if (member.state !== 'active') return member;
  limitAddressChange(directory);
  directory.accounts.changeEmail(team.world, addressKey(member.userName), userName);
  const changed: Member = { ...member, userName, lastModified: directory.now };
  directory.members.save(changed);
  trace.changed('User', member.id, 'updated');
  recordPerson(directory, changed, 'address changed', `${member.userName} to ${userName}`);
  return changed;
};

/** PUT and PATCH of a user: the changes in their order. Which attributes get here is the profile's matter. */
export const changeUser = (directory: Directory, id: string, changes: readonly UserChange[]): Member => {
  let member = findUser(directory, id);
  for (const change of changes) {
    if (change.userName !== undefined) member = changeUserName(directory, member, change.userName);
    member = rename(directory, member, change);
    if (change.active !== undefined) member = setActive(directory, member, change.active);
  }
  return member;
};

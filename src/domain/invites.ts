import { addressKey } from './address.ts';
import type { Directory } from './directory.ts';
import type { Member, Role } from './member.ts';
import { ScimError } from './scim-error.ts';
import { recordPerson, setActive } from './users.ts';

/** A person as Postman's app knows one: what its pages do to a team, behind SCIM's back. */
export type Person = {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
};

const addFromApp = (directory: Directory, person: Person, state: 'active' | 'invited'): Member => {
  const { team, now } = directory;
  const key = addressKey(person.email);
  if (directory.members.byAddress(team.pk, key)) {
    throw new ScimError('user-exists', 'user-exists', 'the address is in the team already, or invited to it');
  }
  const account =
    directory.accounts.byAddress(team.world, key) ??
    (state === 'active' ? directory.accounts.add(team.world, person) : undefined);
  const listed = state === 'active' || team.profile['pending-invite'] === 'inactive';
  const member = directory.members.add(
    team.pk,
    {
      account: account?.pk ?? null,
      id: directory.newId(),
      givenName: person.givenName || (account?.givenName ?? ''),
      familyName: person.familyName || (account?.familyName ?? ''),
      externalId: null,
      state,
      role: person.role,
      signIn: 'allowed',
      origin: 'app',
      created: now,
      lastModified: now,
    },
    account?.email ?? person.email,
    listed,
  );
  directory.trace.changed(state === 'invited' ? 'Invite' : 'User', member.id, 'created');
  recordPerson(directory, member, state === 'invited' ? 'invited' : 'created', person.role);
  return member;
};

/** Someone who is in the team without SCIM's doing. */
export const addToTeam = (directory: Directory, person: Person): Member => addFromApp(directory, person, 'active');

/** Invite an address, as an admin does in the Postman app. */
export const sendInvite = (directory: Directory, person: Person): Member => addFromApp(directory, person, 'invited');

/** The person accepts: a member from now on, in the groups the invite was meant for. */
export const acceptInvite = (directory: Directory, invite: Member): Member => {
  const { team, members, groups, now, trace } = directory;
  const { userName: email, givenName, familyName } = invite;
  const account =
    directory.accounts.byAddress(team.world, addressKey(email)) ??
    directory.accounts.add(team.world, { email, givenName, familyName });
  const listed = invite.position === null ? members.list(invite) : invite;
  // The name that SCIM sent stays, also half of it (quirk existing-account-name); an invite from the app may have none.
  const fromAccount = invite.origin === 'app' && givenName === '' && familyName === '';
  const member: Member = {
    ...listed,
    account: account.pk,
    userName: account.email,
    ...(fromAccount && { givenName: account.givenName, familyName: account.familyName }),
    state: 'active',
    lastModified: now,
  };
  members.save(member);
  trace.changed('User', member.id, 'activated');
  recordPerson(directory, member, 'accepted invite');
  for (const group of groups.ofMember(member.pk)) {
    groups.save({ ...group, lastModified: now });
    recordPerson(directory, member, 'joined group', group.displayName);
    trace.changed('Group', group.id, 'updated');
  }
  return member;
};

/** Ends a pending invite, which its person declines or an admin cancels: the address is free again. */
export const endInvite = (directory: Directory, invite: Member, way: 'declined' | 'cancelled'): void => {
  directory.members.remove(invite);
  recordPerson(directory, invite, `invite ${way}`);
  directory.trace.changed('Invite', invite.id, 'deleted');
};

/** What an admin can change about a member in the app. */
export type MemberEdit = {
  readonly role?: Role;
  readonly signIn?: Member['signIn'];
  readonly givenName?: string;
  readonly familyName?: string;
  readonly active?: boolean;
};

export const editMember = (directory: Directory, member: Member, edit: MemberEdit): Member => {
  const { active, ...fields } = edit;
  let edited = active === undefined ? member : setActive(directory, member, active);
  if (Object.keys(fields).length > 0) {
    edited = { ...edited, ...fields, lastModified: directory.now };
    directory.members.save(edited);
    directory.trace.changed('User', member.id, 'updated');
    recordPerson(
      directory,
      member,
      'edited',
      Object.entries(fields)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    );
  }
  return edited;
};

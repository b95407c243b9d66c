import type { AuditEvent } from './audit.ts';
import type { Account, Group, GroupMember, MakerRole, Member } from './member.ts';
import type { Team } from './team.ts';
import type { Trace } from './trace.ts';

export type NewMember = Omit<Member, 'pk' | 'team' | 'position' | 'userName'>;

/** The accounts of a world. Addresses are looked up by their key. */
export interface Accounts {
  byAddress(world: number, key: string): Account | undefined;
  add(world: number, account: Omit<Account, 'pk'>): Account;
  /** Changes the address, and with it the userName of every membership. */
  changeEmail(world: number, from: string, email: string): void;
  /** Whether the account is an active member of a team other than this. */
  isInTeamOtherThan(key: string, team: Team): boolean;
}

/**
 * The users that SCIM shows, each as the text that is sent. The rules do not look inside; they know who is found.
 * Places are counted from 1, `first` and `last` included.
 */
export interface Resources {
  /** The text of a member; the one that was just written has its text already. */
  of(member: Member): string;
  byId(team: number, id: string): string | undefined;
  /** By the key of the address, and the address itself, letter case regarded. */
  byUserName(team: number, key: string, userName: string): string | undefined;
  count(team: number): number;
  page(team: number, first: number, last: number): string[];
  countInState(team: number, active: boolean): number;
  pageInState(team: number, active: boolean, first: number, last: number): string[];
}

/** The people of a team, pending invites included. */
export interface Members {
  readonly resources: Resources;
  byId(team: number, id: string): Member | undefined;
  byAddress(team: number, key: string): Member | undefined;
  /** Whoever has this address in the teams of a world, invites included. */
  inWorld(world: number, key: string): Member[];
  /** Adds a person; `listed` gives the next position in the team's list. */
  add(team: number, member: NewMember, userName: string, listed: boolean): Member;
  save(member: Member): void;
  /** Gives a person who was not listed the next position. */
  list(member: Member): Member;
  /** Takes a pending invite away. */
  remove(member: Member): void;
}

export interface Groups {
  count(team: number): number;
  /** The groups at the places from `first` to `last`, both included. */
  page(team: number, first: number, last: number): Group[];
  byId(team: number, id: string): Group | undefined;
  byName(team: number, displayName: string): Group | undefined;
  add(team: number, group: Pick<Group, 'id' | 'displayName' | 'externalId' | 'created'>): Group;
  save(group: Group): void;
  remove(group: Group): void;
  /** The group's members who are active, in the order they were added. */
  members(group: number): GroupMember[];
  /** The same members as the text that is sent, separated by commas. */
  membersText(group: number): string;
  /** The groups a person is in, or is meant for once the invite is accepted. */
  ofMember(member: number): Group[];
  /** False where the person was in the group already. */
  addMember(group: Group, member: number): boolean;
  /** False where the person was not in the group. */
  removeMember(group: Group, member: number): boolean;
}

/** One team's directory, as one request works on it. */
export type Directory = {
  readonly team: Team;
  readonly accounts: Accounts;
  readonly members: Members;
  readonly groups: Groups;
  /** Epoch milliseconds, whole seconds. */
  readonly now: number;
  readonly newId: () => string;
  readonly trace: Trace;
  /** The role of the admin whose key is used; `super admin` for changes in the app. */
  readonly makerRole: MakerRole;
  /** Adds an event to the audit trail, in the transaction that is under way. */
  readonly record: (event: AuditEvent) => void;
};

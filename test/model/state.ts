import type { Profile } from '../../src/quirks/profiles.ts';
import type { Text, Unknowns } from './unknown.ts';

/** An account of the world. Lists are plain arrays, found by walking: slow and plain is the point of a model. */
export type Account = { email: string; givenName: Text; familyName: Text };

export type Person = {
  id: Text;
  /** Where the list has them: the order in which places were given out. */
  place: number;
  account: Account;
  /** Every team names its people as its identity provider does. */
  givenName: Text;
  familyName: Text;
  externalId: string | undefined;
  active: boolean;
  created: Text;
  lastModified: Text;
};

export type Invite = {
  id: Text;
  place: number;
  account: Account;
  givenName: Text;
  familyName: Text;
  externalId: string | undefined;
  groups: Group[];
  created: Text;
  lastModified: Text;
  sentBy: 'scim' | 'admin';
};

export type Group = {
  id: Text;
  displayName: string;
  externalId: string | undefined;
  members: Person[];
  /** False once the order of its members is the emulator's to say. */
  ordered: boolean;
  created: Text;
  lastModified: Text;
};

export type Key = {
  id: string;
  key: string;
  revoked: boolean;
  expires: number | undefined;
  /** The admin who made it, where it is known. */
  admin: Person | undefined;
};

/** Calls a minute. */
export type Limits = { readonly reads: number; readonly writes: number };

export type Team = {
  id: string;
  profile: Profile;
  verifiedDomains: string[];
  scimEnabled: boolean;
  deleted: boolean;
  limits: Limits | undefined;
  windows: { reads?: { start: number; calls: number }; writes?: { start: number; calls: number } };
  keys: Key[];
  people: Person[];
  invites: Invite[];
  groups: Group[];
};

export type Fault = { operation: string; when: 'before' | 'after'; times: number };

export type State = { now: number; places: number; accounts: Account[]; teams: Team[]; faults: Fault[] };

export type Model = { state: State; readonly initial: State; readonly unknowns: Unknowns; snapshot: State | undefined };

export const dateOf = (state: State): string => new Date(Math.floor(state.now / 1000) * 1000).toISOString();

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const accountOf = (state: State, email: string): Account | undefined =>
  state.accounts.find((account) => sameAddress(account.email, email));

export const personOf = (model: Model, team: Team, id: string): Person | undefined =>
  team.people.find((person) => model.unknowns.known(person.id) === id);

export const inviteById = (model: Model, team: Team, id: string): Invite | undefined =>
  team.invites.find((invite) => model.unknowns.known(invite.id) === id);

export const groupOf = (model: Model, team: Team, id: string): Group | undefined =>
  team.groups.find((group) => model.unknowns.known(group.id) === id);

export const isVerified = (team: Team, email: string): boolean =>
  team.verifiedDomains.some((domain) => sameAddress(domain, email.slice(email.lastIndexOf('@') + 1)));

/** An account of Postman's, in one world and outside any team. */
export type Account = {
  readonly pk: number;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
};

/** `invited`: an invite is pending, the person is not a member yet. `deactivated`: removed from the team, still listed. */
export type MemberState = 'active' | 'deactivated' | 'invited';

/** Postman's team roles; SCIM neither shows nor sets them (quirk developer-role). */
export type Role = 'admin' | 'super admin' | 'billing' | 'user manager' | 'community manager' | 'developer' | 'guest';

/** The role of the admin who made a key, which limits what the key may do (quirk admin-key-limits). */
export type MakerRole = 'admin' | 'super admin';

/** A person of a team: what SCIM calls a User. */
export type Member = {
  readonly pk: number;
  readonly team: number;
  /** Null where an admin invited an address that has no account yet. */
  readonly account: number | null;
  readonly id: string;
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly externalId: string | null;
  readonly state: MemberState;
  readonly role: Role;
  readonly signIn: 'allowed' | 'blocked';
  /** Who asked for the person: SCIM, or an admin in the app. */
  readonly origin: 'scim' | 'app';
  /** The place in the team's list, dense from 1; null while SCIM does not show the person. */
  readonly position: number | null;
  /** Epoch milliseconds, whole seconds. */
  readonly created: number;
  readonly lastModified: number;
};

export type Group = {
  readonly pk: number;
  readonly team: number;
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  /** The role that its members get; null for a group without one. SCIM does not show it. */
  readonly role: Role | null;
  readonly position: number;
  readonly created: number;
  readonly lastModified: number;
};

/** What a group shows of a member. */
export type GroupMember = Pick<Member, 'pk' | 'id' | 'userName' | 'givenName' | 'familyName'>;

import type * as Control from '../../../schemas/control.ts';
import type { ControlChannel } from './transport.ts';

const encode = encodeURIComponent;

/**
 * One team of a world, with the actions that Postman's admins and members take outside SCIM. Members and invites are
 * named by id or by email address. Every method throws a ControlError with status 404 where the world, the team or the
 * named resource does not exist.
 */
export class TeamHandle {
  /** The id of the team, such as `team-1`. */
  readonly id: string;
  readonly #channel: ControlChannel;
  readonly #path: string;

  /**
   * @param channel - Carries the control requests.
   * @param world - The id of the world.
   * @param id - The id of the team.
   */
  constructor(channel: ControlChannel, world: string, id: string) {
    this.#channel = channel;
    this.#path = `/worlds/${encode(world)}/teams/${encode(id)}`;
    this.id = id;
  }

  /** Returns the team with its settings. */
  get(): Promise<Control.Team> {
    return this.#channel.send('GET', this.#path);
  }

  /**
   * Changes the team's settings: plan, SSO, SCIM on or off, profile, quirks, verified domains, rate limit, name.
   * @param change - The settings to change; the others keep their values.
   * @returns The team after the change.
   * @throws {ControlError} 400 where a value is not valid, 409 where SCIM is switched on and the plan or the SSO methods
   * do not allow it.
   * @example await world.team.update({ scimEnabled: true, rateLimit: '10/5' });
   */
  update(change: Control.TeamChange): Promise<Control.Team> {
    return this.#channel.send('PATCH', this.#path, change);
  }

  /**
   * Deletes the team at Postman: every request with one of its keys is answered 400 from then on.
   * @returns The deleted team.
   */
  delete(): Promise<Control.Team> {
    return this.#channel.send('DELETE', this.#path);
  }

  /** Returns the groups of the team, with the email addresses of their members. */
  groups(): Promise<Control.Group[]> {
    return this.#channel.send('GET', `${this.#path}/groups`);
  }

  /**
   * Changes the role that a group gives to its members.
   * @param group - The id or the displayName of the group.
   * @param change - The role; null removes it.
   * @returns The group after the change.
   * @throws {ControlError} 404 where the group does not exist.
   */
  updateGroup(group: string, change: Control.GroupChange): Promise<Control.Group> {
    return this.#channel.send('PATCH', `${this.#path}/groups/${encode(group)}`, change);
  }

  /** The SCIM API keys of the team. */
  readonly keys = {
    /** Returns all keys, also those that are revoked or expired. */
    list: (): Promise<Control.ApiKey[]> => this.#channel.send('GET', `${this.#path}/keys`),
    /**
     * Generates a key.
     * @param key - The value, the expiry and the admin who creates the key; all have defaults.
     * @throws {ControlError} 400 where the value looks like a real Postman key, 409 where the value is in use, or where
     * the team's settings page offers no key.
     */
    generate: (key: Control.NewApiKey = {}): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys`, key),
    /**
     * Replaces a key by a new one.
     * @param id - The id of the old key.
     * @param regeneration - `graceSeconds`: the seconds, by the world's clock, for which the old key still works; 0 by
     * default.
     * @returns The new key.
     * @throws {ControlError} 409 where the key cannot be regenerated.
     */
    regenerate: (id: string, regeneration: Control.KeyRegeneration = {}): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys/${encode(id)}/regenerate`, regeneration),
    /**
     * Revokes a key.
     * @param id - The id of the key.
     * @returns The revoked key.
     */
    revoke: (id: string): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys/${encode(id)}/revoke`),
    /**
     * Sets the expiry of a key to the present time of the world's clock.
     * @param id - The id of the key.
     * @returns The expired key.
     */
    expire: (id: string): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys/${encode(id)}/expire`),
  };

  /** The pending invites of the team. */
  readonly invites = {
    /** Returns the pending invites. */
    list: (): Promise<Control.Invite[]> => this.#channel.send('GET', `${this.#path}/invites`),
    /**
     * Invites an email address, as an admin does in the Postman app.
     * @param invite - The email address, and the role of the future member.
     * @returns The pending invite.
     * @throws {ControlError} 400 where the address is not valid, 409 where the team's rules do not allow the invite.
     */
    send: (invite: Control.NewInvite): Promise<Control.Invite> =>
      this.#channel.send('POST', `${this.#path}/invites`, invite),
    /**
     * Accepts an invite, as the invited person does.
     * @param invite - The id or the email address of the invite.
     * @returns The new member.
     * @throws {ControlError} 404 where the invite is not pending.
     */
    accept: (invite: string): Promise<Control.Member> =>
      this.#channel.send('POST', `${this.#path}/invites/${encode(invite)}/accept`),
    /**
     * Declines an invite, as the invited person does.
     * @param invite - The id or the email address of the invite.
     * @throws {ControlError} 404 where the invite is not pending.
     */
    decline: (invite: string): Promise<void> =>
      this.#channel.send('POST', `${this.#path}/invites/${encode(invite)}/decline`),
    /**
     * Cancels an invite, as an admin does.
     * @param invite - The id or the email address of the invite.
     * @throws {ControlError} 404 where the invite is not pending.
     */
    cancel: (invite: string): Promise<void> =>
      this.#channel.send('POST', `${this.#path}/invites/${encode(invite)}/cancel`),
  };

  /** The members of the team, active and deactivated. */
  readonly members = {
    /** Returns all members. */
    list: (): Promise<Control.Member[]> => this.#channel.send('GET', `${this.#path}/members`),
    /**
     * Adds a member without SCIM.
     * @param member - The email address and the properties of the member.
     * @returns The new member.
     * @throws {ControlError} 400 where a value is not valid, 409 where the person cannot join.
     */
    add: (member: Control.NewMember): Promise<Control.Member> =>
      this.#channel.send('POST', `${this.#path}/members`, member),
    /**
     * Returns one member.
     * @param member - The id or the email address of the member.
     * @throws {ControlError} 404 where the member does not exist, or the invite is still pending.
     */
    get: (member: string): Promise<Control.Member> =>
      this.#channel.send('GET', `${this.#path}/members/${encode(member)}`),
    /**
     * Changes a member, as an admin does in the Postman app; the identity provider does not see the change.
     * @param member - The id or the email address of the member.
     * @param change - The properties to change.
     * @returns The member after the change.
     * @throws {ControlError} 400 where a value is not valid, 404 where the member does not exist.
     */
    update: (member: string, change: Control.MemberChange): Promise<Control.Member> =>
      this.#channel.send('PATCH', `${this.#path}/members/${encode(member)}`, change),
    /**
     * Takes a member out of the team, as the member does in the Postman app.
     * @param member - The id or the email address of the member.
     * @returns The former member.
     * @throws {ControlError} 409 while SCIM is on, because then only an admin removes members.
     */
    leave: (member: string): Promise<Control.Member> =>
      this.#channel.send('POST', `${this.#path}/members/${encode(member)}/leave`),
    /**
     * Removes a member, as an admin does; SCIM still lists the member, with `active: false`.
     * @param member - The id or the email address of the member.
     * @returns The removed member.
     */
    remove: (member: string): Promise<Control.Member> =>
      this.#channel.send('DELETE', `${this.#path}/members/${encode(member)}`),
  };
}

import type * as Control from '../../../schemas/control.ts';
import type { ControlChannel } from './transport.ts';

const encode = encodeURIComponent;

/** One team of a world: what Postman's people and pages do to it. Members and invites go by id or address. */
export class TeamHandle {
  readonly id: string;
  readonly #channel: ControlChannel;
  readonly #path: string;

  constructor(channel: ControlChannel, world: string, id: string) {
    this.#channel = channel;
    this.#path = `/worlds/${encode(world)}/teams/${encode(id)}`;
    this.id = id;
  }

  get(): Promise<Control.Team> {
    return this.#channel.send('GET', this.#path);
  }

  /**
   * Plan, SSO, SCIM on or off, profile, quirks, verified domains, rate limit, name.
   * @throws {ControlError} 409 where SCIM is switched on and the plan or the SSO methods do not allow it.
   */
  update(change: Control.TeamChange): Promise<Control.Team> {
    return this.#channel.send('PATCH', this.#path, change);
  }

  /** Postman deletes the team: its keys are 400 from now on. */
  delete(): Promise<Control.Team> {
    return this.#channel.send('DELETE', this.#path);
  }

  /** With the addresses of their members. */
  groups(): Promise<Control.Group[]> {
    return this.#channel.send('GET', `${this.#path}/groups`);
  }

  /** Gives a group, by id or displayName, the role that its members get; null takes it away. */
  updateGroup(group: string, change: Control.GroupChange): Promise<Control.Group> {
    return this.#channel.send('PATCH', `${this.#path}/groups/${encode(group)}`, change);
  }

  readonly keys = {
    list: (): Promise<Control.ApiKey[]> => this.#channel.send('GET', `${this.#path}/keys`),
    generate: (key: Control.NewApiKey = {}): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys`, key),
    /** The new key; the old one ends at once, or after `graceSeconds` of the world's time. */
    regenerate: (id: string, regeneration: Control.KeyRegeneration = {}): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys/${encode(id)}/regenerate`, regeneration),
    revoke: (id: string): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys/${encode(id)}/revoke`),
    expire: (id: string): Promise<Control.ApiKey> =>
      this.#channel.send('POST', `${this.#path}/keys/${encode(id)}/expire`),
  };

  readonly invites = {
    list: (): Promise<Control.Invite[]> => this.#channel.send('GET', `${this.#path}/invites`),
    /** An admin invites an address from the app. */
    send: (invite: Control.NewInvite): Promise<Control.Invite> =>
      this.#channel.send('POST', `${this.#path}/invites`, invite),
    accept: (invite: string): Promise<Control.Member> =>
      this.#channel.send('POST', `${this.#path}/invites/${encode(invite)}/accept`),
    decline: (invite: string): Promise<void> =>
      this.#channel.send('POST', `${this.#path}/invites/${encode(invite)}/decline`),
    cancel: (invite: string): Promise<void> =>
      this.#channel.send('POST', `${this.#path}/invites/${encode(invite)}/cancel`),
  };

  readonly members = {
    list: (): Promise<Control.Member[]> => this.#channel.send('GET', `${this.#path}/members`),
    /** Someone joins without SCIM. */
    add: (member: Control.NewMember): Promise<Control.Member> =>
      this.#channel.send('POST', `${this.#path}/members`, member),
    get: (member: string): Promise<Control.Member> =>
      this.#channel.send('GET', `${this.#path}/members/${encode(member)}`),
    /** An admin changes a member behind the identity provider's back. */
    update: (member: string, change: Control.MemberChange): Promise<Control.Member> =>
      this.#channel.send('PATCH', `${this.#path}/members/${encode(member)}`, change),
    /**
     * The person leaves alone.
     * @throws {ControlError} 409 while SCIM is on: an admin removes people then.
     */
    leave: (member: string): Promise<Control.Member> =>
      this.#channel.send('POST', `${this.#path}/members/${encode(member)}/leave`),
    /** An admin removes a member, whom SCIM goes on listing, inactive. */
    remove: (member: string): Promise<Control.Member> =>
      this.#channel.send('DELETE', `${this.#path}/members/${encode(member)}`),
  };
}

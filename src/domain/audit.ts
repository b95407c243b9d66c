/** The cause of an event: a SCIM request with a key, an admin or a person in Postman's app, or the passage of time. */
export type AuditActor = 'scim-key' | 'admin' | 'person' | 'time';

/** One event of a team: to a person (an invite is one too), a group, a key, or the team's settings. */
export type AuditEvent = {
  readonly subject: 'person' | 'group' | 'key' | 'account' | 'team';
  /** The id of the subject; the address of an account. */
  readonly id: string;
  /** The address, displayName or name of the subject when it happened. */
  readonly name: string;
  /** A past participle with what belongs to it, such as `created` or `joined group`. */
  readonly event: string;
  /** The group's name, the former and the new value; null where the event says all. */
  readonly detail: string | null;
};

import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { exactly, oneOf } from './shapes.ts';

export const Slug = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
  description: 'up to 64 letters, digits, dots, dashes and underscores',
});

/** Months with the days they have. */
const days = '(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|[12]\\d)';

/** An instant: ISO 8601, UTC. */
export const Instant = Type.String({
  pattern: `^\\d{4}-(${days})T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,3})?Z$`,
  description: 'ISO 8601 in UTC, such as 2026-01-31T12:00:00Z',
});

/** As isAddress of the domain has it. */
export const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@<>"(),:;[\\]\\\\]+@[^\\s@<>"(),:;[\\]\\\\.]+(\\.[^\\s@<>"(),:;[\\]\\\\.]+)+$',
  description: 'an email address, such as kim@example.com',
});

export const Domain = Type.String({
  maxLength: 253,
  pattern: '^[^\\s@,*.]+(\\.[^\\s@,*.]+)+$',
  description: 'a domain, such as example.com',
});

const Name = Type.String({ maxLength: 1024 });

/** 48 hex digits, as the emulator makes them. */
const ResourceId = Type.String({ pattern: '^[0-9a-f]{48}$', description: '48 lower-case hex digits' });

export const ProfileName = oneOf('2022', 'classic', '2025', '2026-08');

export const Quirks = Type.Record(Type.String(), Type.String(), {
  description: 'Values of quirks that override the profile, by id',
});

export const RateLimit = Type.String({
  pattern: '^(off|postman|[1-9]\\d{0,8}/[1-9]\\d{0,8})$',
  description: 'off, postman (300/180), or reads/writes a minute',
});

export const ApiKeyText = Type.String({ minLength: 1, maxLength: 256, pattern: '^[\\x21-\\x7e]+$' });

export const Role = oneOf('admin', 'super admin', 'billing', 'user manager', 'community manager', 'developer', 'guest');

/** The role of the admin who made a key. */
export const MakerRole = oneOf('admin', 'super admin');

export const Plan = oneOf('free', 'basic', 'professional', 'enterprise');

export const SsoMethods = Type.Integer({
  minimum: 0,
  maximum: 100,
  description: 'Number of configured SSO methods',
});

export const KeyDocument = exactly({
  id: Type.Optional(Slug),
  name: Type.Optional(Name),
  key: ApiKeyText,
  status: Type.Optional(oneOf('ACTIVE', 'REVOKED')),
  createdBy: Type.Optional(Type.Union([Email, Type.Null()])),
  makerRole: Type.Optional(MakerRole),
  replacedBy: Type.Optional(Type.Union([Slug, Type.Null()], { description: 'The key that replaced it' })),
  created: Type.Optional(Instant),
  expires: Type.Optional(Type.Union([Instant, Type.Null()])),
});
export type KeyDocument = Static<typeof KeyDocument>;

export const MemberDocument = exactly({
  id: Type.Optional(ResourceId),
  email: Email,
  givenName: Type.Optional(Name),
  familyName: Type.Optional(Name),
  state: Type.Optional(oneOf('active', 'deactivated', 'invited')),
  role: Type.Optional(Role),
  signIn: Type.Optional(oneOf('allowed', 'blocked')),
  origin: Type.Optional(oneOf('scim', 'app')),
  externalId: Type.Optional(Type.Union([Name, Type.Null()])),
  created: Type.Optional(Instant),
  lastModified: Type.Optional(Instant),
});
export type MemberDocument = Static<typeof MemberDocument>;

export const GroupDocument = exactly({
  id: Type.Optional(ResourceId),
  displayName: Type.String({ maxLength: 1024, pattern: '\\S', description: 'a name that is not blank' }),
  externalId: Type.Optional(Type.Union([Name, Type.Null()])),
  role: Type.Optional(Type.Union([Role, Type.Null()], { description: 'The role that its members get' })),
  members: Type.Optional(Type.Array(Email, { description: 'Addresses of members of the team' })),
  created: Type.Optional(Instant),
  lastModified: Type.Optional(Instant),
});
export type GroupDocument = Static<typeof GroupDocument>;

export const TeamDocument = exactly({
  id: Type.Optional(Slug),
  name: Type.Optional(Name),
  profile: Type.Optional(ProfileName),
  quirks: Type.Optional(Quirks),
  verifiedDomains: Type.Optional(Type.Array(Domain)),
  plan: Type.Optional(Plan),
  ssoMethods: Type.Optional(SsoMethods),
  severalSsoMethods: Type.Optional(
    Type.Boolean({ description: 'true: Postman support has enabled SCIM with several SSO methods' }),
  ),
  scimEnabled: Type.Optional(Type.Boolean()),
  deleted: Type.Optional(Type.Boolean()),
  rateLimit: Type.Optional(RateLimit),
  keys: Type.Optional(Type.Array(KeyDocument)),
  members: Type.Optional(Type.Array(MemberDocument)),
  groups: Type.Optional(Type.Array(GroupDocument)),
});
export type TeamDocument = Static<typeof TeamDocument>;

export const AccountDocument = exactly({
  email: Email,
  givenName: Type.Optional(Name),
  familyName: Type.Optional(Name),
});
export type AccountDocument = Static<typeof AccountDocument>;

/** One event of the audit trail. */
export const AuditEntry = exactly({
  sequence: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: "The event's number in the world",
  }),
  time: Instant,
  team: Type.Union([Slug, Type.Null()], { description: 'null for an event of an account outside a team' }),
  actor: oneOf('scim-key', 'admin', 'person', 'time'),
  key: Type.Union([Slug, Type.Null()], { description: 'The id of the SCIM key that was used' }),
  subject: oneOf('person', 'group', 'key', 'account', 'team'),
  id: Type.String({ description: 'The id of the subject; the address of an account' }),
  name: Type.String({ description: 'Its address, displayName or name at that time' }),
  event: Type.String({ description: 'Such as created, deactivated, joined group, regenerated' }),
  detail: Type.Union([Type.String(), Type.Null()], { description: 'The group, or the former and the new value' }),
});
export type AuditEntry = Static<typeof AuditEntry>;

/** A whole world: seed, export, import, snapshot and restore are all this. */
export const WorldDocument = exactly(
  {
    $schema: Type.Optional(Type.String()),
    version: Type.Literal(1),
    idSeed: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    // Ids have twelve hex digits for what rises in them.
    idCounter: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 47 })),
    clock: Type.Optional(exactly({ now: Type.Optional(Instant), frozen: Type.Optional(Type.Boolean()) })),
    accounts: Type.Optional(Type.Array(AccountDocument)),
    teams: Type.Array(TeamDocument, { minItems: 1 }),
    audit: Type.Optional(Type.Array(AuditEntry)),
  },
  { title: 'World document', description: 'A complete world of postman-scim-emulator' },
);
export type WorldDocument = Static<typeof WorldDocument>;

import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { exactly, nullable, oneOf } from './shapes.ts';
import {
  ApiKeyText,
  AuditEntry,
  Domain,
  Email,
  Instant,
  MakerRole,
  Plan,
  ProfileName,
  Quirks,
  RateLimit,
  Role,
  Slug,
  SsoMethods,
  WorldDocument,
} from './world-document.ts';

/** RFC 9457, as every refusal of the control plane is. */
export const Problem = exactly({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  errors: Type.Optional(
    Type.Array(
      exactly({
        path: Type.String({ description: 'JSON pointer to the field that is not valid' }),
        message: Type.String(),
      }),
    ),
  ),
});
export type Problem = Static<typeof Problem>;

/** A document whose shape is somebody else's. */
export const AnyObject = Type.Record(Type.String(), Type.Unknown());
export type AnyObject = Static<typeof AnyObject>;

export const Program = exactly({
  name: Type.String(),
  version: Type.String(),
  scim: Type.String({ description: 'Base URL of the emulated SCIM API' }),
  description: Type.String({ description: 'OpenAPI description of this control plane' }),
  scimDescription: Type.String({ description: 'OpenAPI description of the emulated SCIM API' }),
  quirks: Type.String(),
  worlds: Type.String(),
  worldDocumentSchema: Type.String(),
  reportSchema: Type.String(),
});
export type Program = Static<typeof Program>;

export const Health = exactly({ status: Type.Literal('ok'), version: Type.String() });
export type Health = Static<typeof Health>;

// Worlds

const teamFields = {
  name: Type.Optional(Type.String({ maxLength: 1024 })),
  profile: Type.Optional(ProfileName),
  quirks: Type.Optional(Quirks),
  verifiedDomains: Type.Optional(Type.Array(Domain)),
  plan: Type.Optional(Plan),
  ssoMethods: Type.Optional(SsoMethods),
  severalSsoMethods: Type.Optional(
    Type.Boolean({ description: 'true: Postman support has enabled SCIM with several SSO methods' }),
  ),
  scimEnabled: Type.Optional(Type.Boolean()),
  rateLimit: Type.Optional(RateLimit),
};

export const Team = exactly({
  id: Type.String(),
  name: Type.String(),
  baseUrl: Type.String({ description: 'Base URL for a connector' }),
  key: nullable(Type.String({ description: 'The first key that is valid' })),
  profile: ProfileName,
  quirks: Quirks,
  verifiedDomains: Type.Array(Type.String()),
  plan: Plan,
  ssoMethods: SsoMethods,
  severalSsoMethods: Type.Boolean(),
  scimEnabled: Type.Boolean(),
  deleted: Type.Boolean(),
  rateLimit: RateLimit,
});
export type Team = Static<typeof Team>;

export const NewTeam = exactly({ id: Type.Optional(Slug), key: Type.Optional(ApiKeyText), ...teamFields });
export type NewTeam = Static<typeof NewTeam>;

export const TeamChange = exactly(teamFields);
export type TeamChange = Static<typeof TeamChange>;

export const Clock = exactly({
  now: Instant,
  mode: oneOf('real', 'shifted', 'frozen'),
});
export type Clock = Static<typeof Clock>;

export const ClockChange = exactly({
  now: Type.Optional(Instant),
  frozen: Type.Optional(Type.Boolean({ description: 'true stops the clock, false starts it from its present time' })),
});
export type ClockChange = Static<typeof ClockChange>;

export const ClockAdvance = exactly({
  seconds: Type.Number({ minimum: 0, maximum: 3_153_600_000, description: 'Distance in seconds' }),
});
export type ClockAdvance = Static<typeof ClockAdvance>;

export const World = exactly({
  id: Type.String(),
  team: nullable(Team),
  clock: Clock,
  expires: nullable(Instant),
  journalLimit: nullable(
    Type.Integer({
      description: 'Maximum number of requests in its journal; null where only the size in bytes is limited',
    }),
  ),
  requests: Type.Integer({ description: 'Number of SCIM requests so far' }),
});
export type World = Static<typeof World>;

export const NewWorld = exactly({
  id: Type.Optional(Slug),
  idSeed: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  timeToLiveSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000, description: 'Real time' })),
  journalLimit: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Maximum number of requests in its journal' }),
  ),
  key: Type.Optional(ApiKeyText),
  ...teamFields,
  document: Type.Optional(WorldDocument),
});
export type NewWorld = Static<typeof NewWorld>;

export const Snapshot = exactly({ name: Type.String(), created: Instant });
export type Snapshot = Static<typeof Snapshot>;

// Keys

export const ApiKey = exactly({
  id: Type.String(),
  name: Type.String(),
  key: Type.String(),
  status: oneOf('ACTIVE', 'REVOKED', 'EXPIRED'),
  createdBy: nullable(Type.String()),
  makerRole: MakerRole,
  replacedBy: nullable(Type.String({ description: 'The id of the key that replaced it' })),
  created: Instant,
  expires: nullable(Instant),
});
export type ApiKey = Static<typeof ApiKey>;

export const NewApiKey = exactly({
  name: Type.Optional(Type.String({ maxLength: 1024 })),
  key: Type.Optional(ApiKeyText),
  createdBy: Type.Optional(Email),
  makerRole: Type.Optional(MakerRole),
  expires: Type.Optional(Instant),
});
export type NewApiKey = Static<typeof NewApiKey>;

export const KeyRegeneration = exactly({
  graceSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 31_536_000,
      description: 'Seconds of the world clock for which the old key still works; 0 by default',
    }),
  ),
});
export type KeyRegeneration = Static<typeof KeyRegeneration>;

// People

const nameFields = {
  givenName: Type.Optional(Type.String({ maxLength: 1024 })),
  familyName: Type.Optional(Type.String({ maxLength: 1024 })),
};

export const Account = exactly({ email: Type.String(), givenName: Type.String(), familyName: Type.String() });
export type Account = Static<typeof Account>;

export const AddressChange = exactly({ email: Email });
export type AddressChange = Static<typeof AddressChange>;

export const PasswordChange = exactly({
  password: Type.String({ minLength: 1, maxLength: 1024, description: 'Not stored' }),
});
export type PasswordChange = Static<typeof PasswordChange>;

export const NewAccount = exactly({ email: Email, ...nameFields });
export type NewAccount = Static<typeof NewAccount>;

export const Invite = exactly({
  id: Type.String(),
  email: Type.String(),
  sentBy: oneOf('scim', 'app'),
  groups: Type.Array(Type.String(), { description: 'Groups that the person joins with the invite' }),
  created: Instant,
});
export type Invite = Static<typeof Invite>;

export const NewInvite = exactly({ email: Email, role: Type.Optional(Role) });
export type NewInvite = Static<typeof NewInvite>;

export const Member = exactly({
  id: Type.String(),
  email: Type.String(),
  givenName: Type.String(),
  familyName: Type.String(),
  active: Type.Boolean(),
  role: Role,
  signIn: oneOf('allowed', 'blocked'),
  externalId: nullable(Type.String()),
  groups: Type.Array(Type.String()),
  created: Instant,
  lastModified: Instant,
});
export type Member = Static<typeof Member>;

export const NewMember = exactly({ email: Email, ...nameFields, role: Type.Optional(Role) });
export type NewMember = Static<typeof NewMember>;

export const MemberChange = exactly({
  ...nameFields,
  role: Type.Optional(Role),
  signIn: Type.Optional(oneOf('allowed', 'blocked')),
  active: Type.Optional(Type.Boolean()),
});
export type MemberChange = Static<typeof MemberChange>;

export const Group = exactly({
  id: Type.String(),
  displayName: Type.String(),
  externalId: nullable(Type.String()),
  role: nullable(Role),
  members: Type.Array(Type.String({ description: 'Addresses' })),
  created: Instant,
  lastModified: Instant,
});
export type Group = Static<typeof Group>;

export const GroupChange = exactly({ role: nullable(Role) });
export type GroupChange = Static<typeof GroupChange>;

// Audit

export const AuditQuery = exactly({
  team: Type.Optional(Type.String()),
  actor: Type.Optional(oneOf('scim-key', 'admin', 'person', 'time')),
  key: Type.Optional(Type.String({ description: 'The id of a SCIM key' })),
  subject: Type.Optional(oneOf('person', 'group', 'key', 'account', 'team')),
  id: Type.Optional(Type.String({ description: 'The id of the subject' })),
  name: Type.Optional(Type.String({ description: 'An address in any letter case, a displayName, a name' })),
  event: Type.Optional(Type.String()),
  since: Type.Optional(Instant),
  until: Type.Optional(Instant),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'Returns only events after this sequence number' })),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      description: 'Maximum number of events, the last ones; 100 by default',
    }),
  ),
});
export type AuditQuery = Static<typeof AuditQuery>;

export const AuditPage = exactly({ total: Type.Integer(), entries: Type.Array(AuditEntry) });
export type AuditPage = Static<typeof AuditPage>;

// Faults

const seconds = Type.Integer({ minimum: 0, maximum: 86_400 });

export const FaultEffect = Type.Union([
  exactly({
    kind: Type.Literal('error', { description: "One of Postman's own errors, as the operation documents it" }),
    status: Type.Union([400, 401, 403, 404, 409, 500].map((status) => Type.Literal(status))),
  }),
  exactly({ kind: Type.Literal('rate-limit', { description: '429' }), retryAfterSeconds: seconds }),
  exactly({
    kind: Type.Literal('delay', { description: 'Real time' }),
    milliseconds: Type.Integer({ minimum: 0, maximum: 600_000 }),
  }),
  exactly({
    kind: Type.Literal('truncate', { description: 'Sends the first bytes of the body, then closes the connection' }),
    bytes: Type.Integer({ minimum: 0, maximum: 1_048_576 }),
  }),
  exactly({ kind: Type.Literal('malformed-json', { description: 'Sends the body without its last character' }) }),
  exactly({
    kind: Type.Literal('proxy-page', { description: 'Sends an HTML page, as a proxy does' }),
    status: Type.Union([502, 503, 504].map((status) => Type.Literal(status))),
  }),
  exactly({ kind: Type.Literal('reset', { description: 'Resets the connection without an answer' }) }),
]);

export const NewFault = exactly({
  operations: Type.Array(Type.String(), {
    minItems: 1,
    description: 'operationIds (createScimUser), or methods and paths (POST /Users)',
  }),
  resource: Type.Optional(Type.String({ minLength: 1, description: 'Matches only this id in the path' })),
  match: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), {
      description: 'Matches only bodies with these values at these paths',
    }),
  ),
  times: Type.Optional(Type.Integer({ minimum: 1, description: 'Apply to the next N matching requests' })),
  every: Type.Optional(Type.Integer({ minimum: 1, description: 'Apply to every Nth matching request' })),
  when: Type.Optional(
    Type.Union([Type.Literal('before'), Type.Literal('after')], {
      description:
        'before: the fault replaces the change. after: the change is committed, and the fault replaces the answer',
    }),
  ),
  effect: FaultEffect,
});
export type NewFault = Static<typeof NewFault>;

export const Fault = exactly({
  id: Type.String(),
  operations: Type.Array(Type.String()),
  resource: nullable(Type.String()),
  match: nullable(Type.Record(Type.String(), Type.Unknown())),
  times: nullable(Type.Integer()),
  every: nullable(Type.Integer()),
  when: oneOf('before', 'after'),
  effect: FaultEffect,
  matched: Type.Integer({ description: 'Requests that matched the rule' }),
  applied: Type.Integer({ description: 'Requests to which the rule was applied' }),
});
export type Fault = Static<typeof Fault>;

// Journal

export const JournalEntry = exactly({
  sequence: Type.Integer(),
  time: Type.String({ description: "The world's clock, ISO 8601" }),
  milliseconds: Type.Number({ description: 'Duration until the answer' }),
  method: Type.String(),
  path: Type.String(),
  query: Type.String({ description: 'As it was sent, without the ?' }),
  operation: nullable(Type.String({ description: 'The operationId; null for a request without a route' })),
  team: nullable(Type.String()),
  resource: nullable(Type.String()),
  headers: Type.Record(Type.String(), Type.String(), { description: 'Lower-case names; secrets are masked' }),
  keyForm: oneOf('bearer', 'bare', 'x-api-key', 'none'),
  requestBody: nullable(Type.String()),
  status: Type.Integer({ description: '0 where the connection ended without an answer' }),
  responseBody: nullable(
    Type.String({ description: 'The body as it was sent; of more than 16,384 characters the first 4,096' }),
  ),
  responseLength: Type.Integer({ description: 'Length of the whole responseBody in characters' }),
  fault: nullable(exactly({ rule: Type.String(), when: oneOf('before', 'after'), effect: Type.String() })),
  limited: Type.Boolean({ description: 'Rejected by a rate limit' }),
  reason: nullable(Type.String({ description: 'The cause of an error answer' })),
  outcomes: Type.Array(
    exactly({
      path: Type.String(),
      outcome: oneOf('stored', 'ignored', 'coerced', 'rejected', 'read-only'),
      quirk: Type.Optional(Type.String()),
    }),
  ),
  quirks: Type.Array(Type.String(), { description: 'The cause that decided the answer' }),
  changes: Type.Array(
    exactly({
      resource: oneOf('User', 'Group', 'Invite', 'Account'),
      id: Type.String(),
      change: oneOf('created', 'updated', 'activated', 'deactivated', 'deleted'),
    }),
  ),
});
export type JournalEntry = Static<typeof JournalEntry>;

// Explain

export const ScimRequest = exactly({
  method: Type.String({ pattern: '^[A-Z]{1,16}$', description: 'an HTTP method, such as POST' }),
  path: Type.String({
    pattern: '^/[\\x21-\\x7e]*$',
    maxLength: 16_384,
    description: 'a path with its query, encoded, such as /Users?count=1; /scim/v2 before it can be left out',
  }),
  headers: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' }), Type.String({ maxLength: 16_384 }), {
      description: 'The first valid key of the world is used where Authorization and x-api-key are absent',
    }),
  ),
  body: Type.Optional(Type.Unknown({ description: 'A string is sent unchanged, any other value as JSON' })),
});
export type ScimRequest = Static<typeof ScimRequest>;

export const Explanation = exactly({
  status: Type.Integer(),
  body: Type.String({ description: 'The body that Postman would send' }),
  operation: nullable(Type.String({ description: 'The operationId; null for a request without a route' })),
  reason: JournalEntry.properties.reason,
  outcomes: JournalEntry.properties.outcomes,
  changes: JournalEntry.properties.changes,
  quirks: Type.Array(
    exactly({
      id: Type.String(),
      confidence: oneOf('documented', 'observed', 'inferred'),
      description: Type.String(),
      evidence: Type.String(),
      value: Type.Optional(Type.String({ description: 'The active value, where the quirk has several' })),
    }),
  ),
  findings: Type.Array(
    exactly({
      id: Type.String(),
      severity: oneOf('error', 'warning', 'note'),
      title: Type.String(),
      summary: Type.String(),
      explanation: Type.String(),
      remedy: Type.String(),
    }),
    { description: 'The findings that this request would add to the report' },
  ),
  readings: Type.Array(
    exactly({
      quirk: Type.String(),
      value: Type.String(),
      status: Type.Integer(),
      body: Type.String(),
      differs: Type.Boolean({ description: 'Whether the answer differs from the present one' }),
    }),
    { description: 'The answer under each other value of the quirks that decided it' },
  ),
});
export type Explanation = Static<typeof Explanation>;

const journalFilter = {
  operation: Type.Optional(Type.String({ description: 'operationId, or unrouted' })),
  status: Type.Optional(Type.String({ pattern: '^([0-9]{1,3}|[1-5]xx)$', description: '409, or 4xx' })),
  resource: Type.Optional(Type.String({ description: 'The id in the path' })),
  since: Type.Optional(Instant),
  until: Type.Optional(Instant),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'Matches only requests after this sequence number' })),
};

export const JournalFilter = exactly(journalFilter);
export type JournalFilter = Static<typeof JournalFilter>;

export const JournalQuery = exactly({
  ...journalFilter,
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: 'Maximum number of requests, the last ones; 100 by default, all for har',
    }),
  ),
  format: Type.Optional(oneOf('json', 'har')),
});
export type JournalQuery = Static<typeof JournalQuery>;

export const JournalWait = exactly({
  ...journalFilter,
  count: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Number of requests to wait for; 1 by default' }),
  ),
  timeoutSeconds: Type.Optional(
    Type.Number({ minimum: 0, maximum: 300, description: 'Timeout in seconds of real time; 10 by default' }),
  ),
});
export type JournalWait = Static<typeof JournalWait>;

export const JournalPage = exactly({ total: Type.Integer(), entries: Type.Array(JournalEntry) });
export type JournalPage = Static<typeof JournalPage>;

export const JournalCount = exactly({ count: Type.Integer() });
export type JournalCount = Static<typeof JournalCount>;

export const JournalWaited = exactly({ found: Type.Boolean(), count: Type.Integer() });
export type JournalWaited = Static<typeof JournalWaited>;

// Report

export const TeamQuery = exactly({
  team: Type.Optional(
    Type.String({ description: "The team whose directory is compared; the world's first team by default" }),
  ),
});
export type TeamQuery = Static<typeof TeamQuery>;

export const ReportQuery = exactly({
  format: Type.Optional(oneOf('json', 'junit', 'markdown', 'text')),
  failOn: Type.Optional(oneOf('error', 'warning', 'note', 'never')),
  allowEmpty: Type.Optional(Type.Boolean({ description: 'Pass a run in which no request arrived' })),
  failOnInferred: Type.Optional(Type.Boolean({ description: 'Fail where an inferred decision changed an outcome' })),
  accept: Type.Optional(
    Type.String({ description: 'Inferred quirks that may change an outcome, separated by commas' }),
  ),
  team: Type.Optional(Type.String({ description: 'The team whose directory is compared with the goal' })),
});
export type ReportQuery = Static<typeof ReportQuery>;

// What is emulated

export const Quirk = exactly({
  id: Type.String(),
  area: Type.String(),
  confidence: oneOf('documented', 'observed', 'inferred'),
  description: Type.String(),
  evidence: Type.String(),
  values: Type.Optional(Type.Record(Type.String(), Type.String())),
  operations: Type.Optional(
    Type.Array(Type.String(), { description: 'The operations that it affects; absent where it affects all' }),
  ),
  untraced: Type.Optional(
    Type.String({
      description: 'The reason why the trace of an answer never names it; absent where the trace names it',
    }),
  ),
  withoutOutcome: Type.Optional(
    Type.String({ description: 'The reason why an inferred quirk never changes the outcome of a run' }),
  ),
});

export const Quirklist = exactly({
  profiles: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
  quirks: Type.Array(Quirk),
});
export type Quirklist = Static<typeof Quirklist>;

import type * as Control from '../../schemas/control.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { Group, Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import { rateLimitText } from '../domain/team.ts';
import type { Masking } from '../masking/masking.ts';
import type { AuditEntry } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import type { WorldClock } from '../worlds/clock.ts';
import { lastInstant } from '../worlds/clock.ts';
import type { Fault } from '../worlds/faults.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';
import { reasonOf } from '../worlds/reason.ts';
import type { World } from '../worlds/world.ts';

/** How the control plane shows what the emulator holds. */

export const instant = (time: number): string => new Date(Math.min(time, lastInstant)).toISOString();

export const toApiKey = (key: ApiKey, now: number): Control.ApiKey => ({
  id: key.id,
  name: key.name,
  key: key.key,
  status: key.status === 'ACTIVE' && key.expires !== null && now >= key.expires ? 'EXPIRED' : key.status,
  createdBy: key.createdBy,
  makerRole: key.makerRole,
  replacedBy: key.replacedBy,
  created: instant(key.created),
  expires: key.expires === null ? null : instant(key.expires),
});

export const toTeam = (store: Store, world: World, team: Team, baseUrl: string): Control.Team => {
  const keys = store.keys.all(team.pk).map((key) => toApiKey(key, world.clock.now()));
  return {
    id: team.id,
    name: team.name,
    baseUrl,
    key: keys.find(({ status }) => status === 'ACTIVE')?.key ?? null,
    profile: team.profileName,
    quirks: team.switched,
    verifiedDomains: [...team.verifiedDomains],
    plan: team.plan,
    ssoMethods: team.ssoMethods,
    severalSsoMethods: team.severalSsoMethods,
    scimEnabled: team.scimEnabled,
    deleted: team.deleted,
    rateLimit: rateLimitText(team.rateLimit),
  };
};

export const toClock = (clock: WorldClock): Control.Clock => ({
  now: instant(clock.now()),
  mode: clock.frozen ? 'frozen' : clock.real ? 'real' : 'shifted',
});

export const toWorld = (store: Store, world: World, baseUrl: string): Control.World => {
  const [team] = store.teams.all(world.pk);
  const expires = store.worlds.byId(world.id)?.expires ?? null;
  return {
    id: world.id,
    team: team ? toTeam(store, world, team, baseUrl) : null,
    clock: toClock(world.clock),
    expires: expires === null ? null : instant(expires),
    journalLimit: Number.isFinite(world.journal.capacity) ? world.journal.capacity : null,
    requests: world.journal.sequence,
  };
};

export const toMember = (store: Store, member: Member): Control.Member => ({
  id: member.id,
  email: member.userName,
  givenName: member.givenName,
  familyName: member.familyName,
  active: member.state === 'active',
  role: member.role,
  signIn: member.signIn,
  externalId: member.externalId,
  groups: store.groups.ofMember(member.pk).map((group) => group.displayName),
  created: instant(member.created),
  lastModified: instant(member.lastModified),
});

export const toInvite = (store: Store, invite: Member): Control.Invite => ({
  id: invite.id,
  email: invite.userName,
  sentBy: invite.origin,
  groups: store.groups.ofMember(invite.pk).map((group) => group.displayName),
  created: instant(invite.created),
});

export const toGroup = (store: Store, group: Group): Control.Group => ({
  id: group.id,
  displayName: group.displayName,
  externalId: group.externalId,
  role: group.role,
  members: store.groups.activeAddresses(group.pk),
  created: instant(group.created),
  lastModified: instant(group.lastModified),
});

export const toFault = (fault: Fault): Control.Fault => ({
  id: fault.id,
  operations: [...fault.operations],
  resource: fault.resource ?? null,
  match: fault.match ? { ...fault.match } : null,
  times: fault.times ?? null,
  every: fault.every ?? null,
  when: fault.when,
  effect: fault.effect,
  matched: fault.matched,
  applied: fault.applied,
});

/** Names to values, in lower case; a header that came more than once is joined by commas. */
const toHeaders = (masking: Masking, rawHeaders: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [sent, value] of masking.headers(rawHeaders)) {
    const name = sent.toLowerCase();
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
};

const maskedReason = (masking: Masking, entry: JournalEntry): string | null => {
  const reason = reasonOf(entry);
  return reason && masking.text(reason);
};

export const toJournalEntry = (masking: Masking, entry: JournalEntry): Control.JournalEntry => {
  const [path = '', ...query] = masking.url(entry.url).split('?');
  return {
    sequence: entry.sequence,
    time: instant(entry.time),
    milliseconds: Math.round(entry.duration * 1000) / 1000,
    method: entry.method,
    path,
    query: query.join('?'),
    operation: entry.operation,
    team: entry.team,
    resource: entry.resource && masking.text(entry.resource),
    headers: toHeaders(masking, entry.rawHeaders),
    keyForm: entry.keyForm,
    requestBody: masking.body(entry.requestBody),
    status: entry.status,
    responseBody: masking.answer(entry.responseBody),
    responseLength: entry.responseLength,
    fault: entry.fault,
    limited: entry.limited,
    reason: maskedReason(masking, entry),
    outcomes: entry.outcomes.map((outcome) => ({ ...outcome, path: masking.text(outcome.path) })),
    quirks: [...entry.quirks],
    changes: [...entry.changes],
  };
};

/** An event of the audit trail as it leaves: the texts that a client chose are masked. */
export const toAuditView = (masking: Masking, { name, detail, time, ...entry }: AuditEntry) => ({
  ...entry,
  name: masking.text(name),
  detail: detail === null ? null : masking.text(detail),
  time: instant(time),
});

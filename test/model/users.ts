import type { Profile } from '../../src/quirks/profiles.ts';
import { type Answer, refusals, userOf, userOfInvite } from './answers.ts';
import {
  accountOf,
  dateOf,
  type Group,
  type Invite,
  inviteById,
  isVerified,
  type Model,
  type Person,
  personOf,
  sameAddress,
  type Team,
} from './state.ts';

export type Body = Record<string, unknown>;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is null is as if it were not there (RFC 7643 §2.5). */
export const assigned = (body: unknown): unknown =>
  isBody(body) ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) : body;

export const isEmail = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value);

const isOptional = (value: unknown, type: 'string' | 'boolean'): boolean =>
  value === undefined || typeof value === type;

export type Newcomer = {
  userName: string;
  givenName: string;
  familyName: string;
  externalId?: string | undefined;
  active?: boolean | undefined;
  groups?: Group[];
};

const enter = (model: Model, group: Group, person: Person): void => {
  if (group.members.includes(person)) return;
  group.members.push(person);
  group.lastModified = model.unknowns.oneOf(group.lastModified, dateOf(model.state));
};

const leaveGroups = (model: Model, team: Team, person: Person): void => {
  for (const group of team.groups.filter(({ members }) => members.includes(person))) {
    group.members = group.members.filter((member) => member !== person);
    group.lastModified = model.unknowns.oneOf(group.lastModified, dateOf(model.state));
  }
};

export const nextPlace = ({ state }: Model): number => {
  state.places += 1;
  return state.places;
};

export const join = (
  model: Model,
  team: Team,
  person: Omit<Person, 'place' | 'created' | 'lastModified'>,
  groups: Group[],
): Person => {
  const now = dateOf(model.state);
  const joined = { ...person, place: nextPlace(model), created: now, lastModified: now };
  team.people.push(joined);
  if (joined.active) for (const group of groups) enter(model, group, joined);
  return joined;
};

/** Section 4: what becomes of an address that a team wants. */
export const provision = (model: Model, team: Team, newcomer: Newcomer): Person | Invite | 'taken' => {
  const { state, unknowns } = model;
  const { userName, givenName, familyName, externalId, active = true, groups = [] } = newcomer;
  const id = unknowns.id();
  const account = accountOf(state, userName);
  if (account === undefined) {
    const created = { email: userName, givenName, familyName };
    state.accounts.push(created);
    return join(model, team, { id, account: created, givenName, familyName, externalId, active }, groups);
  }
  if (team.people.some((person) => person.account === account)) return 'taken';
  if (team.invites.some((invite) => invite.account === account)) return 'taken';
  if (isVerified(team, account.email)) {
    return join(model, team, { id, account, givenName, familyName, externalId, active }, groups);
  }
  const elsewhere = state.teams.some(
    (other) => !other.deleted && other.people.some((person) => person.account === account && person.active),
  );
  if (elsewhere && team.profile['other-team'] === 'conflict') return 'taken';
  const invite: Invite = {
    id,
    place: nextPlace(model),
    account,
    givenName,
    familyName,
    externalId,
    groups,
    created: dateOf(state),
    lastModified: dateOf(state),
    sentBy: 'scim',
  };
  team.invites.push(invite);
  return invite;
};

export const accept = (model: Model, team: Team, invite: Invite): Person => {
  const { id, account, givenName, familyName, externalId } = invite;
  team.invites = team.invites.filter((other) => other !== invite);
  const person = join(model, team, { id, account, givenName, familyName, externalId, active: true }, invite.groups);
  // Where among its members a group has one who was meant for it before is not said.
  for (const group of invite.groups) group.ordered = false;
  // One that was listed while it was pending stays where it was.
  if (team.profile['pending-invite'] === 'inactive') person.place = invite.place;
  person.created = model.unknowns.oneOf(invite.created, person.created);
  return person;
};

export const setActive = (model: Model, team: Team, person: Person, active: boolean): void => {
  if (person.active === active) return;
  person.active = active;
  person.lastModified = dateOf(model.state);
  if (!active) leaveGroups(model, team, person);
};

export const createUser = (model: Model, team: Team, sent: unknown): Answer => {
  const body = assigned(sent);
  if (!isBody(body) || !isEmail(body.userName)) return refusals.invalidSyntax;
  const reading = team.profile['required-names'];
  const lenient = reading === 'lenient';
  const name = assigned(body.name === undefined && lenient ? {} : body.name);
  if (!isBody(name)) return refusals.invalidSyntax;
  for (const half of [name.givenName, name.familyName]) {
    const missing = half === undefined && lenient;
    if (!missing && typeof half !== 'string') return refusals.invalidSyntax;
    if (reading === 'enforce' && half === '') return refusals.invalidSyntax;
  }
  if (!isOptional(body.active, 'boolean') || !isOptional(body.externalId, 'string')) return refusals.invalidSyntax;
  if (body.groups !== undefined && !Array.isArray(body.groups)) return refusals.invalidSyntax;
  const named = (body.groups ?? []) as unknown[];
  if (!named.every((one) => typeof one === 'string')) return refusals.invalidSyntax;
  const groups = team.groups.filter((group) =>
    named.some((one) => one === group.displayName || one === model.unknowns.known(group.id)),
  );
  const newcomer: Newcomer = {
    userName: body.userName,
    givenName: (name.givenName as string | undefined) ?? '',
    familyName: (name.familyName as string | undefined) ?? '',
    externalId: body.externalId as string | undefined,
    active: body.active as boolean | undefined,
    groups,
  };
  const made = provision(model, team, newcomer);
  if (made === 'taken') return refusals.taken;
  return { status: 201, body: 'sentBy' in made ? userOfInvite(model, team, made) : userOf(model, team, made) };
};

const shownInvite = (model: Model, team: Team, id: string): Invite | undefined =>
  team.profile['pending-invite'] === 'inactive' ? inviteById(model, team, id) : undefined;

export const getUser = (model: Model, team: Team, id: string): Answer => {
  const person = personOf(model, team, id);
  if (person !== undefined) return { status: 200, body: userOf(model, team, person) };
  const invite = shownInvite(model, team, id);
  return invite === undefined ? refusals.noUser : { status: 200, body: userOfInvite(model, team, invite) };
};

/** Whether what an account holds dates its people in other teams too is not said. */
const touchElsewhere = (model: Model, person: Person): void => {
  for (const other of model.state.teams.flatMap(({ people }) => people)) {
    if (other === person || other.account !== person.account) continue;
    other.lastModified = model.unknowns.oneOf(other.lastModified, dateOf(model.state));
  }
};

/** The change of address of 2025 and later; undefined where it went through. */
const readdress = (model: Model, team: Team, person: Person | Invite, userName: string): Answer | undefined => {
  const { account } = person;
  if (sameAddress(account.email, userName)) return undefined;
  if (!isEmail(userName)) return refusals.address;
  if (!isVerified(team, account.email) || !isVerified(team, userName)) return refusals.domain;
  const invited = model.state.teams.some(({ invites }) =>
    invites.some((invite) => sameAddress(invite.account.email, userName)),
  );
  if (invited || accountOf(model.state, userName) !== undefined) return refusals.taken;
  // Who is invited, or no longer in the team, keeps an address that is not the team's.
  if (!('active' in person) || !person.active) return undefined;
  account.email = userName;
  person.lastModified = dateOf(model.state);
  touchElsewhere(model, person);
  return undefined;
};

const rename = (model: Model, person: Person | Invite, name: Body): void => {
  const givenName = (name.givenName as string | undefined) ?? person.givenName;
  const familyName = (name.familyName as string | undefined) ?? person.familyName;
  const now = dateOf(model.state);
  const isSame = givenName === person.givenName && familyName === person.familyName;
  person.lastModified = isSame ? model.unknowns.oneOf(person.lastModified, now) : now;
  Object.assign(person, { givenName, familyName });
};

export const putUser = (model: Model, team: Team, id: string, sent: unknown): Answer => {
  const body = assigned(sent);
  if (!isBody(body)) return refusals.invalidSyntax;
  const { profile } = team;
  if (body.name === undefined ? profile['put-without-name'] === 'refuse' : !isBody(body.name)) {
    return refusals.invalidSyntax;
  }
  const name = assigned(body.name ?? {}) as Body;
  if (!isOptional(name.givenName, 'string') || !isOptional(name.familyName, 'string')) return refusals.invalidSyntax;
  const active = profile['put-active'] === 'apply' ? body.active : undefined;
  if (!isOptional(active, 'boolean')) return refusals.invalidSyntax;
  const userName = profile['user-name-updates'] === 'verified-domains' ? body.userName : undefined;
  if (userName !== undefined && typeof userName !== 'string') return refusals.invalidSyntax;
  const person = personOf(model, team, id);
  if (person === undefined) {
    const invite = shownInvite(model, team, id);
    if (invite === undefined) return refusals.noUser;
    const refused = userName === undefined ? undefined : readdress(model, team, invite, userName);
    if (refused !== undefined) return refused;
    rename(model, invite, name);
    return { status: 200, body: userOfInvite(model, team, invite) };
  }
  if (userName !== undefined) {
    const refused = readdress(model, team, person, userName);
    if (refused !== undefined) return refused;
  }
  rename(model, person, name);
  if (active !== undefined) setActive(model, team, person, active as boolean);
  return { status: 200, body: userOf(model, team, person) };
};

const toActive = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

type UserChange = { active: boolean } | { userName: string };

const urn = 'urn:ietf:params:scim:schemas:core:2.0:user:';

/** The attribute that a name means: as it is spelt, or as RFC 7644 3.10 reads it. */
export const meant = (profile: Profile, name: string, known: string[], prefix = urn): string => {
  if (profile['attribute-names'] === 'exact') return name;
  const lower = name.toLowerCase();
  return known.find((one) => [one.toLowerCase(), prefix + one.toLowerCase()].includes(lower)) ?? name;
};

/** What one operation asks for, in its order; 'refused' where it is refused. */
const toChanges = ({ profile }: Team, operation: unknown): UserChange[] | 'refused' => {
  if (!isBody(operation) || typeof operation.op !== 'string') return 'refused';
  const { op, path, value } = operation;
  if (path === undefined && !isBody(value)) return 'refused';
  const entries = path === undefined ? Object.entries(value as Body) : [[path as string, value] as const];
  const changes: UserChange[] = [];
  for (const [sent, inner] of entries) {
    const name = meant(profile, sent, ['active', 'userName', 'id', 'schemas']);
    if (name === 'active') {
      const active = toActive(inner);
      if (op.toLowerCase() !== 'replace' || active === undefined) return 'refused';
      changes.push({ active });
    } else if (name === 'userName' && path !== undefined && profile['user-name-updates'] === 'verified-domains') {
      if (op.toLowerCase() !== 'replace' || typeof inner !== 'string') return 'refused';
      changes.push({ userName: inner });
    } else if (path === undefined && (name === 'id' || name === 'schemas')) continue;
    else if (profile['patch-other-attributes'] === 'reject') return 'refused';
  }
  return changes;
};

export const patchUser = (model: Model, team: Team, id: string, body: unknown): Answer => {
  if (!isBody(body) || !Array.isArray(body.Operations) || body.Operations.length === 0) return refusals.invalidSyntax;
  const read = body.Operations.map((operation) => toChanges(team, operation));
  if (read.includes('refused')) return refusals.invalidSyntax;
  const changes = (read as UserChange[][]).flat();
  const person = personOf(model, team, id);
  const invite = person === undefined ? shownInvite(model, team, id) : undefined;
  const target = person ?? invite;
  if (target === undefined) return refusals.noUser;
  // In their order, and all of them or none (RFC 7644 §3.5.2).
  const before = { email: target.account.email, lastModified: target.lastModified };
  const active = person?.active;
  for (const change of changes) {
    // An invite that is shown can be named, and nothing else: a person who has not accepted is not active.
    const refused = 'userName' in change ? readdress(model, team, target, change.userName) : undefined;
    if (refused !== undefined) {
      target.account.email = before.email;
      target.lastModified = before.lastModified;
      if (person !== undefined && active !== undefined) person.active = active;
      return refused;
    }
    // Whether a user may change an address and leave in one request is decided in the order of the operations.
    if ('active' in change && person !== undefined) person.active = change.active;
  }
  if (person === undefined || active === undefined) {
    return { status: 200, body: userOfInvite(model, team, target as Invite) };
  }
  person.active = active;
  for (const change of changes) if ('active' in change) setActive(model, team, person, change.active);
  return { status: 200, body: userOf(model, team, person) };
};

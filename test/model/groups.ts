import type { Profile } from '../../src/quirks/profiles.ts';
import { type Answer, groupAnswer, newGroupAnswer, refusals } from './answers.ts';
import {
  accountOf,
  dateOf,
  type Group,
  groupOf,
  type Invite,
  type Model,
  type Person,
  personOf,
  type Team,
} from './state.ts';
import { assigned, type Body, isBody, isEmail, meant, provision, setActive } from './users.ts';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The names of a person known by an address alone: from `display`, else from the address. */
const namesOf = (email: string, display: unknown): { givenName: string; familyName: string } => {
  const text =
    isText(display) && !isEmail(display) ? display : email.slice(0, email.lastIndexOf('@')).replaceAll('.', ' ');
  const [givenName = '', ...rest] = text.split(' ');
  return { givenName, familyName: rest.join(' ') };
};

const memberOf = (model: Model, team: Team, value: string): Person | undefined => {
  const person = personOf(model, team, value);
  return person?.active ? person : undefined;
};

export const createGroup = (model: Model, team: Team, sent: unknown): Answer => {
  const body = assigned(sent);
  if (!isBody(body) || !isText(body.displayName)) return refusals.invalidSyntax;
  if (body.externalId !== undefined && typeof body.externalId !== 'string') return refusals.invalidSyntax;
  const members = body.members ?? [];
  if (!Array.isArray(members)) return refusals.invalidSyntax;
  if (!members.every((member): member is Body => isBody(member) && isText(member.value))) return refusals.invalidSyntax;
  if (team.groups.some((group) => group.displayName === body.displayName)) return refusals.taken;

  const before = { people: [...team.people], invites: [...team.invites], accounts: [...model.state.accounts] };
  const names = model.state.accounts.map(({ givenName, familyName }) => ({ givenName, familyName }));
  const undo = (answer: Answer): Answer => {
    Object.assign(team, { people: before.people, invites: before.invites });
    model.state.accounts = before.accounts;
    for (const [at, account] of before.accounts.entries()) Object.assign(account, names[at]);
    return answer;
  };
  const inside: Person[] = [];
  const invited: Invite[] = [];
  for (const member of members) {
    const value = member.value as string;
    let person = memberOf(model, team, value);
    if (person === undefined && isEmail(value)) {
      const account = accountOf(model.state, value);
      const known = team.people.find((one) => one.account === account);
      const pending = team.invites.find((one) => one.account === account);
      if (known?.active) person = known;
      else if (known !== undefined) return undo(refusals.invalidSyntax);
      else if (pending !== undefined) {
        invited.push(pending);
        continue;
      } else {
        const made = provision(model, team, { userName: value, ...namesOf(value, member.display) });
        if (made === 'taken') return undo(refusals.taken);
        if ('sentBy' in made) {
          invited.push(made);
          continue;
        }
        person = made;
      }
    }
    if (person === undefined) return undo(refusals.invalidSyntax);
    if (!inside.includes(person)) inside.push(person);
  }
  const now = dateOf(model.state);
  const group: Group = {
    id: model.unknowns.id(),
    displayName: body.displayName,
    externalId: body.externalId,
    members: inside,
    ordered: true,
    created: now,
    lastModified: now,
  };
  team.groups.push(group);
  for (const invite of invited) invite.groups.push(group);
  return { status: 201, body: newGroupAnswer(model, team.profile, group) };
};

export const getGroup = (model: Model, team: Team, id: string): Answer => {
  const group = groupOf(model, team, id);
  return group === undefined ? refusals.noGroup : { status: 200, body: groupAnswer(model, team.profile, group) };
};

export const deleteGroup = (model: Model, team: Team, id: string): Answer => {
  const group = groupOf(model, team, id);
  if (group === undefined) return refusals.noGroup;
  team.groups = team.groups.filter((other) => other !== group);
  for (const invite of team.invites) invite.groups = invite.groups.filter((other) => other !== group);
  for (const person of group.members) {
    const elsewhere = team.groups.some(({ members }) => members.includes(person));
    if (!elsewhere || team.profile['group-delete'] === 'all-members') setActive(model, team, person, false);
  }
  return { status: 204, body: null };
};

type Change =
  | { kind: 'rename'; displayName: string }
  | { kind: 'externalId'; externalId: string }
  | { kind: 'members'; op: string; ids: string[] };

/** The user ids in what stands as members; undefined where it is malformed. */
const idsOf = (value: unknown): string[] | undefined => {
  const items = Array.isArray(value) ? value : [value];
  return items.every((item): item is { value: string } => isBody(item) && isText(item.value))
    ? items.map((item) => item.value)
    : undefined;
};

const isRename = (value: unknown): value is { displayName: string } =>
  isBody(value) && value.value === undefined && isText(value.displayName);

const toMembers = (op: string, value: unknown): Change | undefined => {
  const isNothing = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (op === 'replace' && isNothing) return { kind: 'members', op, ids: [] };
  if (op === 'remove' && value === undefined) return { kind: 'members', op: 'replace', ids: [] };
  const ids = idsOf(value);
  return ids === undefined ? undefined : { kind: 'members', op, ids };
};

const prefix = 'urn:ietf:params:scim:schemas:core:2.0:group:';
const known = ['displayName', 'externalId', 'members', 'value', 'id'];

/** A path with the names that are meant. */
const namesIn = (profile: Profile, path: string): string => {
  const [, first = '', inner] = /^([^[]*)(?:\[(\w+) eq)?/.exec(path) ?? [];
  const name = meant(profile, first, known, prefix);
  const rest = path.slice(first.length);
  return name + (inner === undefined ? rest : rest.replace(inner, inner.toLowerCase()));
};

/** A value with the names that are meant. */
const withNames = (profile: Profile, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => withNames(profile, item));
  if (!isBody(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [meant(profile, name, known, prefix), withNames(profile, inner)]),
  );
};

/** One operation's changes; undefined where it is refused. */
const toChanges = (profile: Profile, operation: unknown): Change[] | undefined => {
  if (!isBody(operation) || typeof operation.op !== 'string') return undefined;
  const path = typeof operation.path === 'string' ? namesIn(profile, operation.path) : operation.path;
  const value = withNames(profile, operation.value);
  const op = operation.op.toLowerCase();
  if (!['add', 'remove', 'replace'].includes(op)) return undefined;
  if (op === 'replace' && (path === undefined || path === 'members') && isRename(value)) {
    const changes: Change[] = [{ kind: 'rename', displayName: value.displayName }];
    const { externalId, members } = value as Body;
    if (path === undefined && externalId !== undefined) {
      if (typeof externalId !== 'string') return undefined;
      changes.push({ kind: 'externalId', externalId });
    }
    if (path === undefined && members !== undefined) {
      const change = toMembers(op, members);
      if (change === undefined) return undefined;
      changes.push(change);
    }
    return changes;
  }
  if (path === undefined && isBody(value)) {
    if ('members' in value) {
      const change = toMembers(op, value.members);
      return change && [change];
    }
    if (op === 'replace' && typeof value.externalId === 'string') {
      return [{ kind: 'externalId', externalId: value.externalId }];
    }
    return undefined;
  }
  if (path === 'displayName') {
    return op === 'replace' && isText(value) ? [{ kind: 'rename', displayName: value }] : undefined;
  }
  if (path === 'externalId') {
    return op === 'replace' && typeof value === 'string' ? [{ kind: 'externalId', externalId: value }] : undefined;
  }
  if (path === 'members') {
    const change = toMembers(op, value);
    return change && [change];
  }
  const one = typeof path === 'string' ? /^members\[value eq "([^"]*)"\]$/.exec(path)?.[1] : undefined;
  return op === 'remove' && one !== undefined ? [{ kind: 'members', op, ids: [one] }] : undefined;
};

const applyMembers = (model: Model, team: Team, draft: Group, op: string, ids: string[]): Answer | undefined => {
  if (op === 'remove') {
    draft.members = draft.members.filter((person) => !ids.includes(model.unknowns.known(person.id) ?? ''));
    return undefined;
  }
  const people = ids.map((id) => memberOf(model, team, id));
  if (people.includes(undefined)) return refusals.invalidSyntax;
  const members = new Set([...(op === 'add' ? draft.members : []), ...(people as Person[])]);
  draft.members = [...members];
  if (op === 'replace') draft.ordered = false;
  return undefined;
};

export const patchGroup = (model: Model, team: Team, id: string, body: unknown): Answer => {
  if (!isBody(body) || !Array.isArray(body.Operations) || body.Operations.length === 0) return refusals.invalidSyntax;
  const changes = body.Operations.map((operation) => toChanges(team.profile, operation));
  if (changes.includes(undefined)) return refusals.invalidSyntax;
  const group = groupOf(model, team, id);
  if (group === undefined) return refusals.noGroup;
  const draft: Group = { ...group, members: [...group.members] };
  for (const change of (changes as Change[][]).flat()) {
    if (change.kind === 'externalId') draft.externalId = change.externalId;
    else if (change.kind === 'members') {
      const refused = applyMembers(model, team, draft, change.op, change.ids);
      if (refused !== undefined) return refused;
    } else {
      const { displayName } = change;
      if (team.groups.some((other) => other !== group && other.displayName === displayName)) return refusals.taken;
      draft.displayName = displayName;
    }
  }
  const key = (one: Group) => JSON.stringify([one.displayName, one.externalId, one.members.map((person) => person.id)]);
  const now = dateOf(model.state);
  draft.lastModified = key(group) === key(draft) ? model.unknowns.oneOf(group.lastModified, now) : now;
  if (!draft.ordered) draft.lastModified = model.unknowns.oneOf(group.lastModified, now);
  Object.assign(group, draft);
  const withMembers = team.profile['group-patch-answer'] === 'with-members';
  return { status: 200, body: groupAnswer(model, team.profile, group, withMembers) };
};

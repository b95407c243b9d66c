import type {
  GroupDocument,
  KeyDocument,
  MemberDocument,
  TeamDocument,
  WorldDocument,
} from '../../schemas/world-document.ts';
import { addressKey } from '../domain/address.ts';
import { looksReal } from '../domain/api-key.ts';
import type { MakerRole, Member } from '../domain/member.ts';
import { scimObstacle } from '../domain/scim-settings.ts';
import type { Team, TeamSettings } from '../domain/team.ts';
import { applySettings, defaultTeam } from '../domain/team.ts';
import type { Profile } from '../quirks/profiles.ts';
import { switchProblem } from '../quirks/profiles.ts';
import type { Store } from '../store/store.ts';
import { DocumentError } from './document-error.ts';
import type { World } from './world.ts';

/** A name in a JSON pointer (RFC 6901 §3). */
export const toPointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** What Postman shows has whole seconds. */
const toTime = (instant: string | undefined, otherwise: number): number =>
  instant === undefined ? otherwise : Math.floor(Date.parse(instant) / 1000) * 1000;

/** The first of `team-1`, `team-2` and so on that is free, beginning after `count`. */
export const nextFree = (prefix: string, count: number, taken: (id: string) => boolean): string => {
  let number = count + 1;
  while (taken(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
};

/** An id for another key of a team. */
export const nextKeyId = (store: Store, team: number): string => {
  const ids = store.keys.all(team).map(({ id }) => id);
  return nextFree('key', ids.length, (id) => ids.includes(id));
};

/** The role of a key's maker, where nothing says it: a member's own, and super admin for a key without a maker. */
export const makerRoleOf = (store: Store, team: Team, createdBy: string | null): MakerRole => {
  if (createdBy === null) return 'super admin';
  return store.members.byAddress(team.pk, addressKey(createdBy))?.role === 'super admin' ? 'super admin' : 'admin';
};

/** Loads one team: keys, people, groups. */
class TeamLoader {
  readonly #store: Store;
  readonly #world: World;
  readonly #team: Team;
  readonly #path: string;
  readonly #now: number;
  readonly #members = new Map<string, Member>();
  readonly #givenKeyIds: ReadonlySet<string>;
  readonly #keyIds = new Set<string>();
  /** Ids that the document itself gives: none of them is given out before its turn. */
  readonly #givenIds: ReadonlySet<string>;
  #keyNumber = 0;

  constructor(store: Store, world: World, team: Team, document: TeamDocument, path: string) {
    this.#store = store;
    this.#world = world;
    this.#team = team;
    this.#path = path;
    this.#now = world.clock.wholeSecond();
    const given = [...(document.members ?? []), ...(document.groups ?? [])];
    this.#givenIds = new Set(given.flatMap(({ id }) => id ?? []));
    this.#givenKeyIds = new Set((document.keys ?? []).flatMap(({ id }) => id ?? []));
  }

  key(key: KeyDocument, index: number): void {
    const path = `${this.#path}/keys/${index}`;
    if (looksReal(key.key)) throw new DocumentError(`${path}/key`, 'this looks like a real Postman key');
    if (this.#store.keys.holder(key.key))
      throw new DocumentError(`${path}/key`, 'expected a key that is not in use, got a key of another team');
    const id = key.id ?? this.#nextKeyId(index);
    if (this.#keyIds.has(id)) throw new DocumentError(`${path}/id`, `there is a key ${id} already`);
    this.#keyIds.add(id);
    this.#store.keys.add({
      team: this.#team.pk,
      id,
      name: key.name ?? 'SCIM API key',
      key: key.key,
      status: key.status ?? 'ACTIVE',
      createdBy: key.createdBy ?? null,
      makerRole: key.makerRole ?? makerRoleOf(this.#store, this.#team, key.createdBy ?? null),
      replacedBy: key.replacedBy ?? null,
      created: toTime(key.created, this.#now),
      expires: key.expires == null ? null : Date.parse(key.expires),
    });
  }

  /** The numbers rise, so that a document of many keys is read once. */
  #nextKeyId(count: number): string {
    this.#keyNumber = Math.max(this.#keyNumber, count);
    do this.#keyNumber += 1;
    while (this.#givenKeyIds.has(`key-${this.#keyNumber}`));
    return `key-${this.#keyNumber}`;
  }

  #newId(): string {
    let id = this.#world.newId(this.#team.pk);
    while (this.#givenIds.has(id)) id = this.#world.newId(this.#team.pk);
    return id;
  }

  member(member: MemberDocument, index: number): void {
    const path = `${this.#path}/members/${index}`;
    const key = addressKey(member.email);
    if (this.#members.has(key)) throw new DocumentError(`${path}/email`, `${member.email} is in the team already`);
    const { accounts, members } = this.#store;
    const state = member.state ?? 'active';
    const { givenName = '', familyName = '' } = member;
    const account =
      accounts.byAddress(this.#world.pk, key) ??
      (state === 'invited' ? undefined : accounts.add(this.#world.pk, { email: member.email, givenName, familyName }));
    const id = member.id ?? this.#newId();
    if (member.id && members.byId(this.#team.pk, id)) throw new DocumentError(`${path}/id`, `the id ${id} is taken`);
    const created = toTime(member.created, this.#now);
    const added = members.add(
      this.#team.pk,
      {
        account: account?.pk ?? null,
        id,
        givenName: member.givenName ?? account?.givenName ?? '',
        familyName: member.familyName ?? account?.familyName ?? '',
        externalId: member.externalId ?? null,
        state,
        role: member.role ?? 'developer',
        signIn: member.signIn ?? (state === 'deactivated' ? 'blocked' : 'allowed'),
        origin: member.origin ?? 'scim',
        created,
        lastModified: toTime(member.lastModified, created),
      },
      account?.email ?? member.email,
      state !== 'invited' || this.#team.profile['pending-invite'] === 'inactive',
    );
    this.#members.set(key, added);
  }

  group(group: GroupDocument, index: number): void {
    const path = `${this.#path}/groups/${index}`;
    const { groups } = this.#store;
    if (groups.byName(this.#team.pk, group.displayName)) {
      throw new DocumentError(`${path}/displayName`, `there is a group ${group.displayName} already`);
    }
    const id = group.id ?? this.#newId();
    if (groups.byId(this.#team.pk, id)) throw new DocumentError(`${path}/id`, `the id ${id} is taken`);
    const created = toTime(group.created, this.#now);
    const { displayName, externalId = null } = group;
    const added = groups.add(this.#team.pk, { id, displayName, externalId, created });
    const lastModified = toTime(group.lastModified, created);
    const role = group.role ?? null;
    if (lastModified !== created || role !== null) groups.save({ ...added, role, lastModified });
    for (const [place, email] of (group.members ?? []).entries()) {
      const member = this.#members.get(addressKey(email));
      const wrong = (message: string) => new DocumentError(`${path}/members/${place}`, message);
      if (member === undefined) throw wrong(`expected a member of the team, got ${email}`);
      if (member.state === 'deactivated') throw wrong(`${email} is deactivated, and so in no group`);
      groups.addMember(added, member.pk);
    }
  }
}

/** Quirks that are known, with values that they have. */
export const toSwitched = (quirks: Record<string, string>, path: string): Partial<Profile> => {
  for (const [id, value] of Object.entries(quirks)) {
    const problem = switchProblem(id, value);
    if (problem) throw new DocumentError(`${path}/${toPointerPart(id)}`, problem);
  }
  return quirks as Partial<Profile>;
};

/** Names teams; the numbers rise, so that a document of many teams is read once. */
const createTeamNames = (store: Store, world: World): ((count: number) => string) => {
  let number = 0;
  return (count) => {
    const name = nextFree('team', Math.max(number, count), (id) => store.teams.byId(world.pk, id) !== undefined);
    number = Number(name.slice('team-'.length));
    return name;
  };
};

/** What the store refuses contradicts something else in the document. */
const checked = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || !code.startsWith('SQLITE_CONSTRAINT')) throw error;
    throw new DocumentError(path, 'this contradicts another entry of the document');
  }
};

/** Adds a team to a world, with all that its document says. Run it in a transaction. */
export const loadTeam = (
  store: Store,
  world: World,
  document: TeamDocument,
  path = '',
  nextName = () => createTeamNames(store, world)(store.teams.all(world.pk).length),
): Team => {
  const id = document.id ?? nextName();
  if (store.teams.byId(world.pk, id)) throw new DocumentError(`${path}/id`, `there is a team ${id} already`);
  const quirks = document.quirks && toSwitched(document.quirks, `${path}/quirks`);
  const settings = applySettings(defaultTeam, { ...document, quirks });
  // A team that cannot have SCIM does not have it, unless its document says that it had.
  const scimEnabled = document.scimEnabled ?? scimObstacle(settings) === undefined;
  const team = store.teams.add({ world: world.pk, id, ...settings, scimEnabled });
  const loader = new TeamLoader(store, world, team, document, path);
  for (const [index, member] of (document.members ?? []).entries()) {
    checked(`${path}/members/${index}`, () => loader.member(member, index));
  }
  for (const [index, group] of (document.groups ?? []).entries()) {
    checked(`${path}/groups/${index}`, () => loader.group(group, index));
  }
  for (const [index, key] of (document.keys ?? []).entries()) {
    checked(`${path}/keys/${index}`, () => loader.key(key, index));
  }
  return team;
};

/** Applies settings to a team that exists, and shows or hides its pending invites accordingly. Run it in a transaction. */
export const changeTeam = (store: Store, team: Team, settings: TeamSettings): Team => {
  const changed = applySettings(team, settings);
  store.teams.save(changed);
  store.members.showInvites(team.pk, changed.profile['pending-invite'] === 'inactive');
  return changed;
};

/** Fills an empty world from a document. Run it in a transaction. */
export const loadDocument = (store: Store, world: World, document: WorldDocument): void => {
  const { idSeed, idCounter = 0, clock } = document;
  if (idSeed !== undefined) world.restartIds(idSeed, idCounter);
  world.clock.release();
  if (clock?.frozen) world.clock.freeze();
  if (clock?.now !== undefined) world.clock.set(Date.parse(clock.now));
  world.saveClock();
  for (const [index, { email, givenName = '', familyName = '' }] of (document.accounts ?? []).entries()) {
    if (store.accounts.byAddress(world.pk, addressKey(email))) {
      throw new DocumentError(`/accounts/${index}/email`, `there is an account ${email} already`);
    }
    store.accounts.add(world.pk, { email, givenName, familyName });
  }
  const nextName = createTeamNames(store, world);
  for (const [index, team] of document.teams.entries()) {
    loadTeam(store, world, team, `/teams/${index}`, () => nextName(index));
  }
  let last = 0;
  for (const [index, entry] of (document.audit ?? []).entries()) {
    if (entry.sequence <= last) throw new DocumentError(`/audit/${index}/sequence`, `it must follow ${last}`);
    last = entry.sequence;
    store.audit.load(world.pk, { ...entry, time: Date.parse(entry.time) });
  }
};

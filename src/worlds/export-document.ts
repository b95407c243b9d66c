import type { MemberDocument, TeamDocument, WorldDocument } from '../../schemas/world-document.ts';
import type { Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import { rateLimitText } from '../domain/team.ts';
import type { Store } from '../store/store.ts';
import { lastInstant } from './clock.ts';
import type { World } from './world.ts';

/** A key's grace may end later than any date that a document can hold. */
const instant = (time: number): string => new Date(Math.min(time, lastInstant)).toISOString();

const toMemberDocument = (member: Member): MemberDocument => ({
  id: member.id,
  email: member.userName,
  givenName: member.givenName,
  familyName: member.familyName,
  state: member.state,
  role: member.role,
  signIn: member.signIn,
  origin: member.origin,
  externalId: member.externalId,
  created: instant(member.created),
  lastModified: instant(member.lastModified),
});

/** In the order of the list, those who are not listed last. */
const inListOrder = (one: Member, other: Member): number =>
  (one.position ?? Number.POSITIVE_INFINITY) - (other.position ?? Number.POSITIVE_INFINITY) || one.pk - other.pk;

const toTeamDocument = (store: Store, team: Team): TeamDocument => ({
  id: team.id,
  name: team.name,
  profile: team.profileName,
  quirks: team.switched,
  verifiedDomains: [...team.verifiedDomains],
  plan: team.plan,
  ssoMethods: team.ssoMethods,
  severalSsoMethods: team.severalSsoMethods,
  scimEnabled: team.scimEnabled,
  deleted: team.deleted,
  rateLimit: rateLimitText(team.rateLimit),
  keys: store.keys
    .all(team.pk)
    .map(({ id, name, key, status, createdBy, makerRole, replacedBy, created, expires }) => ({
      id,
      name,
      key,
      status,
      createdBy,
      makerRole,
      replacedBy,
      created: instant(created),
      expires: expires === null ? null : instant(expires),
    })),
  members: store.members.all(team.pk).sort(inListOrder).map(toMemberDocument),
  groups: store.groups.all(team.pk).map((group) => ({
    id: group.id,
    displayName: group.displayName,
    externalId: group.externalId,
    role: group.role,
    members: store.groups.addresses(group.pk),
    created: instant(group.created),
    lastModified: instant(group.lastModified),
  })),
});

/** The world as it is; loading it again brings it back. */
export const toDocument = (store: Store, world: World): WorldDocument => ({
  version: 1,
  idSeed: world.ids.seed,
  idCounter: world.ids.counter,
  ...(world.clock.real ? {} : { clock: { now: instant(world.clock.now()), frozen: world.clock.frozen } }),
  accounts: store.accounts.all(world.pk).map(({ email, givenName, familyName }) => ({ email, givenName, familyName })),
  teams: store.teams.all(world.pk).map((team) => toTeamDocument(store, team)),
  audit: store.audit.all(world.pk).map((entry) => ({ ...entry, time: instant(entry.time) })),
});

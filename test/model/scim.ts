import { type OperationId, operations } from '../../src/domain/operation.ts';
import type { Profile } from '../../src/quirks/profiles.ts';
import {
  type Answer,
  groupAnswer,
  listAnswer,
  refusals,
  resourceTypes,
  serviceProviderConfig,
  userOf,
  userOfInvite,
} from './answers.ts';
import { createGroup, deleteGroup, getGroup, patchGroup } from './groups.ts';
import { countCall } from './limits.ts';
import type { Key, Model, Team } from './state.ts';
import { createUser, getUser, patchUser, putUser } from './users.ts';

/** A request as it goes over the wire. */
export type WireRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

type Route = { readonly operation: OperationId; readonly id: string };

const toRoute = (profile: Profile | undefined, method: string, sent: string): Route | undefined => {
  // Under routing=express the letter case of a path does not matter; ids keep theirs.
  const path =
    profile?.routing === 'express'
      ? sent.replace(
          /^\/scim\/v2\/(users|groups)(?=\/|$)/i,
          (_, name: string) => `/scim/v2/${name.charAt(0).toUpperCase()}${name.slice(1).toLowerCase()}`,
        )
      : sent;
  if (profile?.['groups-endpoint'] === 'unrouted' && path.startsWith('/scim/v2/Groups')) return undefined;
  for (const [operation, route] of Object.entries(operations)) {
    const shape = new RegExp(`^/scim/v2${route.path.replace(':id', '([^/]+)')}/?$`);
    const found = shape.exec(path);
    if (route.method === method && found !== null) {
      return { operation: operation as OperationId, id: decodeURIComponent(found[1] ?? '') };
    }
  }
  return undefined;
};

const keySent = ({ headers }: WireRequest): { key: string | undefined; isXApiKey: boolean } => {
  const authorization = headers.authorization;
  if (authorization !== undefined) return { key: authorization.replace(/^Bearer /, ''), isXApiKey: false };
  return { key: headers['x-api-key'], isXApiKey: true };
};

const isAlive = (model: Model, { revoked, expires }: Key): boolean =>
  !revoked && (expires === undefined || model.state.now < expires);

const hasAdminLeft = (team: Team, { admin }: Key): boolean =>
  admin !== undefined && !(admin.active && team.people.includes(admin));

/** The team that the key opens, or the answer that refuses it. */
const enter = (model: Model, request: WireRequest, { operation }: Route): Team | Answer => {
  const refused = operation === 'getScimResourceTypes' ? refusals.resourceTypesKey : refusals.key;
  const { key: sent, isXApiKey } = keySent(request);
  for (const team of model.state.teams) {
    const key = team.keys.find((one) => one.key === sent);
    if (key === undefined || !isAlive(model, key)) continue;
    if (isXApiKey && team.profile['x-api-key'] === 'refuse') return refused;
    if (hasAdminLeft(team, key)) return refusals.adminLeft;
    if (team.deleted) return refusals.teamGone;
    return team.scimEnabled ? team : refused;
  }
  return refused;
};

const faultAnswer = (operation: OperationId): Answer => {
  if (operation === 'getScimGroupResources') return refusals.faultOfGroups;
  return operation === 'getScimUserResource' ? refusals.faultOfUser : refusals.fault;
};

const filterShape = /^\s*(\w+)\s+eq\s+(?:("(?:[^"\\]|\\.)*")|'([^']*)'|(true|false))\s*$/i;

type Filter = { readonly attribute: string; readonly value: string; readonly bare: boolean };

const toFilter = (text: string): Filter | undefined => {
  const found = filterShape.exec(text);
  if (found === null) return undefined;
  const [, attribute = '', double, single, bare] = found;
  const value = double === undefined ? (single ?? bare ?? '') : (JSON.parse(double) as string);
  return { attribute: attribute.toLowerCase(), value, bare: bare !== undefined };
};

const toNumber = (text: string | null, fallback: number): number => {
  if (text === null || text.trim() === '' || Number.isNaN(Number(text))) return fallback;
  return Math.trunc(Number(text));
};

/** Section 5: the resources that a filter leaves, and the page of them. */
const list = (
  team: Team,
  query: URLSearchParams,
  allowed: (filter: Filter) => boolean,
  select: (filter: Filter | undefined) => unknown[],
): Answer => {
  const startIndex = toNumber(query.get('startIndex'), 1);
  if (startIndex < 1 && team.profile['start-index-below-one'] === 'refuse') return refusals.startIndex;
  const count = Math.min(toNumber(query.get('count'), 100), 100);
  const text = query.get('filter');
  const filter = text === null ? undefined : toFilter(text);
  if (text !== null && (filter === undefined || !allowed(filter))) return refusals.filter;
  return { status: 200, body: listAnswer(team, select(filter), Math.max(startIndex, 1), count) };
};

const listUsers = (model: Model, team: Team, query: URLSearchParams): Answer => {
  const { profile } = team;
  const isAllowed = ({ attribute, value, bare }: Filter): boolean =>
    attribute === 'username'
      ? !bare
      : attribute === 'active' && profile['filter-active'] === 'accept' && ['true', 'false'].includes(value);
  const select = (filter: Filter | undefined): unknown[] => {
    const invites = profile['pending-invite'] === 'inactive' ? team.invites : [];
    const listed = [
      ...team.people.map((person) => ({ place: person.place, user: userOf(model, team, person) })),
      ...invites.map((invite) => ({ place: invite.place, user: userOfInvite(model, team, invite) })),
    ];
    const users = listed.sort((a, b) => a.place - b.place).map(({ user }) => user);
    if (filter === undefined) return users;
    return users.filter((user) =>
      filter.attribute === 'username' ? user.userName === filter.value : String(user.active) === filter.value,
    );
  };
  return list(team, query, isAllowed, select);
};

const listGroups = (model: Model, team: Team, query: URLSearchParams): Answer => {
  const isAllowed = ({ attribute, bare }: Filter): boolean => attribute === 'displayname' && !bare;
  const select = (filter: Filter | undefined): unknown[] =>
    team.groups
      .filter((group) => filter === undefined || group.displayName === filter.value)
      .map((group) => groupAnswer(model, team.profile, group));
  return list(team, query, isAllowed, select);
};

const jsonTypes = /^application\/(scim\+)?json\s*(;.*)?$/i;

/** The body as a value; undefined where it cannot be read. */
const readBody = ({ headers, body }: WireRequest): unknown => {
  if (body === undefined || !jsonTypes.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

type Call = { readonly request: WireRequest; readonly route: Route; readonly origin: string };

const perform = (model: Model, team: Team, { request, route: { operation, id }, origin }: Call): Answer => {
  const query = new URL(request.url, origin).searchParams;
  const body = readBody(request);
  switch (operation) {
    case 'getScimUserResources':
      return listUsers(model, team, query);
    case 'createScimUser':
      return createUser(model, team, body);
    case 'getScimUserResource':
      return getUser(model, team, id);
    case 'updateScimUser':
      return putUser(model, team, id, body);
    case 'updateScimUserState':
      return patchUser(model, team, id, body);
    case 'getScimGroupResources':
      return listGroups(model, team, query);
    case 'createScimGroup':
      return createGroup(model, team, body);
    case 'getScimGroupResource':
      return getGroup(model, team, id);
    case 'scimUpdateGroup':
      return patchGroup(model, team, id, body);
    case 'deleteScimGroup':
      return deleteGroup(model, team, id);
    case 'getScimResourceTypes':
      return { status: 200, body: resourceTypes };
    case 'getScimServiceProviderConfig':
      return { status: 200, body: serviceProviderConfig(origin) };
  }
};

/** A fault applies to before the work, or after it was done; what is refused does no work. */
const apply = (model: Model, team: Team, call: Call): Answer => {
  const { operation } = call.route;
  const applied = (when: 'before' | 'after'): boolean => {
    const fault = model.state.faults.find((one) => one.operation === operation && one.when === when && one.times > 0);
    if (fault !== undefined) fault.times -= 1;
    return fault !== undefined;
  };
  if (applied('before')) return faultAnswer(operation);
  const done = perform(model, team, call);
  return done.status < 400 && applied('after') ? faultAnswer(operation) : done;
};

/** What the facts say that a request is answered, done to the model. */
export const answer = (model: Model, origin: string, request: WireRequest): Answer => {
  const { key } = keySent(request);
  // The team of the key decides, also where the key is refused; without one it is the default team, which is classic.
  const profile = model.state.teams.find(({ keys }) => keys.some((one) => one.key === key))?.profile;
  const route = toRoute(profile, request.method, request.url.split('?')[0] ?? '');
  const type = (answered: Answer): Answer => {
    if (profile?.['response-charset'] !== 'none') return answered;
    return { ...answered, type: answered.type ?? 'application/json', charset: false };
  };
  if (route === undefined) return type(refusals.unrouted);
  return type(answerRouted(model, origin, request, route));
};

const answerRouted = (model: Model, origin: string, request: WireRequest, route: Route): Answer => {
  const team = enter(model, request, route);
  if (!('people' in team)) return team;
  const { headers, refused } = countCall(model, team, request.method);
  if (refused !== undefined) return refused;
  return { headers, ...apply(model, team, { request, route, origin }) };
};

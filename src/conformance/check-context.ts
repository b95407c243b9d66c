import type { Expected } from './answer-pattern.ts';
import type { Body, Caller, RequestOptions } from './caller.ts';
import type { Client } from './client.ts';
import { SkippedError } from './client.ts';
import type { Control, IsolatedTeam, TeamOptions } from './control.ts';
import type { Answer, Method, Request } from './exchange.ts';
import { type Made, type Naming, resourcesIn, toPerson } from './made.ts';
import type { Need } from './needs.ts';
import { type Pattern, show } from './pattern.ts';
import { activeIs, patchOf } from './scim-request.ts';
import { type Group, ok, type Person } from './wire.ts';

export type Observation = { readonly request: Request; readonly answer: Answer; readonly expected: Expected };

export type NewUser = {
  readonly userName: string;
  readonly name: { readonly givenName: string; readonly familyName: string };
};

/** What a check has to work with. */
export type CheckContext = Caller & {
  /** Takes down what was answered beside what should have been. */
  expect(answer: Answer, expected: Expected): void;
  /** The same for what the control plane shows, or a detail of an answer. */
  expectSeen(what: string, seen: unknown, pattern: Pattern): void;
  /** Whether a part of the check can be tried; where not, the result says so. */
  may(need: Need, part: string): boolean;
  /** Ends the check, or what is left of it, as not tried. */
  skip(reason: string): never;
  /** An address that no account has. */
  readonly unusedEmail: string;
  /** Somebody who has not been heard of yet. */
  newUser(tag?: string): NewUser;
  /** An active member in no group. */
  person(): Promise<Person>;
  /** A member, whoever it is: only to be asked about, never changed. */
  existingUser(): Promise<Person>;
  groupName(): string;
  group(members?: readonly Person[]): Promise<Group>;
  readonly emailDomain: string;
  readonly baseUrl: string;
  /** A world of its own with a team as the one that is checked. */
  isolatedTeam(options?: TeamOptions): Promise<IsolatedTeam>;
};

export type CheckContextOptions = {
  readonly client: Client;
  readonly baseUrl: string;
  readonly key: string;
  readonly naming: Naming;
  readonly made: Made;
  readonly can: ReadonlySet<Need>;
  readonly control: Control | undefined;
  readonly withoutControl: string | undefined;
  /** Counts the names given out. */
  readonly next: () => number;
};

const reasons: Readonly<Record<Need, string>> = {
  write: 'it writes: that takes --write, --email-domain and --prefix',
  'verified domain': 'it takes an email domain that the team has verified, and --domain-verified to say so',
  control: "no SCIM client can bring it about: it takes an emulator's control plane",
};

export const reasonFor = (need: Need, withoutControl?: string): string =>
  need === 'control' && withoutControl !== undefined
    ? `no SCIM client can bring it about: ${withoutControl}`
    : reasons[need];

const createCaller = (
  send: (method: Method, path: string, body: Body | undefined, options: RequestOptions) => Promise<Answer>,
): Caller => ({
  get: (path, options = {}) => send('GET', path, undefined, options),
  head: (path, options = {}) => send('HEAD', path, undefined, options),
  options: (path, options = {}) => send('OPTIONS', path, undefined, options),
  post: (path, body, options = {}) => send('POST', path, body, options),
  put: (path, body, options = {}) => send('PUT', path, body, options),
  patch: (path, body, options = {}) => send('PATCH', path, body, options),
  remove: (path, options = {}) => send('DELETE', path, undefined, options),
});

/** Sets the context for one check; `clear` takes it down again. */
export const createCheckContext = (setting: CheckContextOptions) => {
  const { client, naming, made, can, control, withoutControl, next } = setting;
  const observations: Observation[] = [];
  const notes: string[] = [];
  const requests = new Map<Answer, Request>();
  const lent: Person[] = [];
  const isolatedTeams: IsolatedTeam[] = [];

  const callerWith = (ownKey: string): Caller =>
    createCaller(async (method, path, body, { key = ownKey, keyForm = 'bearer', headers = {}, patient }) => {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const request = { method, path, key, keyForm, headers, ...(text !== undefined && { body: text }) };
      const answer = await client.send(request, patient);
      requests.set(answer, request);
      return answer;
    });
  const caller = callerWith(setting.key);
  const { get, post, patch } = caller;

  const skip = (reason: string): never => {
    throw new SkippedError(reason);
  };
  const newName = (kind: string): string => `${naming.prefix}-${naming.run}-${kind}${next()}`;
  const newUser = (tag = ''): NewUser => {
    const name = newName('p');
    return {
      userName: `${name}${tag}@${naming.emailDomain}`.toLowerCase(),
      name: { givenName: 'Kit', familyName: `Person ${name.slice(name.lastIndexOf('-') + 2)}` },
    };
  };

  const person = async (): Promise<Person> => {
    const isLent = (id: string): boolean => lent.some((other) => other.id === id);
    const free = [...made.people.values()].find(
      ({ id, active, externalId }) => active && !made.gone.has(id) && !isLent(id) && externalId === undefined,
    );
    const found = free ?? toPerson((await post('/Users', newUser())).json);
    if (found === undefined || !found.active) return skip('no member could be made for it with POST /Users');
    lent.push(found);
    return found;
  };

  const context: CheckContext = {
    ...caller,
    expect(answer, expected) {
      const request = requests.get(answer);
      if (request !== undefined) observations.push({ request, answer, expected });
    },
    expectSeen(what, seen, pattern) {
      const request: Request = { method: 'GET', path: `(${what})`, keyForm: 'none', key: '', headers: {} };
      const headers = { 'content-type': 'application/json' };
      const answer: Answer = { status: 200, headers, text: show(seen), json: seen };
      observations.push({ request, answer, expected: ok(pattern) });
    },
    may(need, part) {
      if (!can.has(need)) notes.push(`${part}: not tried, ${reasonFor(need, withoutControl)}`);
      return can.has(need);
    },
    skip,
    unusedEmail: `nobody-${naming.run}@${naming.emailDomain}`,
    newUser,
    person,
    async existingUser() {
      if (can.has('write')) return person();
      const somebody = toPerson(resourcesIn((await get('/Users?count=1')).json)[0]);
      return somebody ?? skip('the team has no user to read');
    },
    groupName: () => newName('g'),
    async group(members = []) {
      const displayName = newName('g');
      const answer = await post('/Groups', { displayName, members: members.map(({ id }) => ({ value: id })) });
      const id = [...made.groups.values()].find((group) => group.displayName === displayName)?.id;
      if (answer.status !== 201 || id === undefined) return skip('no group could be made for it with POST /Groups');
      return { id, displayName, members };
    },
    emailDomain: naming.emailDomain,
    baseUrl: setting.baseUrl,
    async isolatedTeam(options) {
      if (control === undefined) return skip(reasonFor('control', withoutControl));
      const isolatedTeam = await control.isolatedTeam(callerWith, options);
      isolatedTeams.push(isolatedTeam);
      return isolatedTeam;
    },
  };

  /** Groups go, people are let back in, so that the next check finds them as this one did. */
  const clear = async (): Promise<void> => {
    for (const isolatedTeam of isolatedTeams) await isolatedTeam.close();
    for (const { id } of made.groups.values()) await removeGroup(caller, id);
    for (const { id, active } of made.people.values()) {
      if (lent.some((other) => other.id === id) && !active) await patch(`/Users/${id}`, activeIs(true));
    }
  };
  return { context, observations, notes, clear };
};

/** Empties a group before it goes: deleting it may deactivate whoever is in it. */
export const removeGroup = async ({ patch, remove }: Caller, id: string): Promise<void> => {
  await patch(`/Groups/${id}`, patchOf({ op: 'replace', path: 'members', value: [] }));
  await remove(`/Groups/${id}`);
};

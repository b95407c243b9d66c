import type { Expected } from './answer-pattern.ts';
import type { Need } from './check.ts';
import type { Client } from './client.ts';
import { NotTried } from './client.ts';
import type { Control, Twin, TwinWish } from './control.ts';
import type { Answer, KeyForm, Method, Request } from './exchange.ts';
import { type Made, type Naming, resourcesIn, toPerson } from './made.ts';
import { type Pattern, show } from './pattern.ts';
import { activeIs, patchOf } from './scim-request.ts';
import { type Group, ok, type Person } from './wire.ts';

/** What is to be different about one request. */
export type Wish = {
  readonly key?: string;
  readonly keyForm?: KeyForm;
  readonly headers?: Readonly<Record<string, string>>;
  /** False: a 429 is an answer as any other. */
  readonly patient?: boolean;
};

/** A body that is a string is sent as it stands. */
type Body = string | object;

export type Caller = {
  get(path: string, wish?: Wish): Promise<Answer>;
  post(path: string, body: Body, wish?: Wish): Promise<Answer>;
  put(path: string, body: Body, wish?: Wish): Promise<Answer>;
  patch(path: string, body: Body, wish?: Wish): Promise<Answer>;
  remove(path: string, wish?: Wish): Promise<Answer>;
};

export type Observation = { readonly request: Request; readonly answer: Answer; readonly expected: Expected };

export type Newcomer = {
  readonly userName: string;
  readonly name: { readonly givenName: string; readonly familyName: string };
};

/** What a check has to work with. */
export type Stage = Caller & {
  /** Takes down what was answered beside what should have been. */
  expect(answer: Answer, expected: Expected): void;
  /** The same for what the control plane shows, or a detail of an answer. */
  expectSeen(what: string, seen: unknown, pattern: Pattern): void;
  /** Whether a part of the check can be tried; where not, the result says so. */
  may(need: Need, part: string): boolean;
  /** Ends the check, or what is left of it, as not tried. */
  giveUp(reason: string): never;
  /** The address of nobody. */
  readonly nobody: string;
  /** Somebody who has not been heard of yet. */
  newcomer(tag?: string): Newcomer;
  /** An active member in no group. */
  person(): Promise<Person>;
  /** A member, whoever it is: only to be asked about, never changed. */
  anybody(): Promise<Person>;
  groupName(): string;
  group(members?: readonly Person[]): Promise<Group>;
  readonly emailDomain: string;
  readonly baseUrl: string;
  /** A world of its own with a team as the one that is checked. */
  twin(wish?: TwinWish): Promise<Twin>;
};

export type StageSetting = {
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
  control: 'no SCIM client can bring it about: it takes an emulator’s control plane',
};

export const reasonFor = (need: Need, withoutControl?: string): string =>
  need === 'control' && withoutControl !== undefined
    ? `no SCIM client can bring it about: ${withoutControl}`
    : reasons[need];

const createCaller = (
  send: (method: Method, path: string, body: Body | undefined, wish: Wish) => Promise<Answer>,
): Caller => ({
  get: (path, wish = {}) => send('GET', path, undefined, wish),
  post: (path, body, wish = {}) => send('POST', path, body, wish),
  put: (path, body, wish = {}) => send('PUT', path, body, wish),
  patch: (path, body, wish = {}) => send('PATCH', path, body, wish),
  remove: (path, wish = {}) => send('DELETE', path, undefined, wish),
});

/** Sets the stage for one check; `clear` takes it down again. */
export const createStage = (setting: StageSetting) => {
  const { client, naming, made, can, control, withoutControl, next } = setting;
  const observations: Observation[] = [];
  const notes: string[] = [];
  const requests = new Map<Answer, Request>();
  const lent: Person[] = [];
  const twins: Twin[] = [];

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

  const giveUp = (reason: string): never => {
    throw new NotTried(reason);
  };
  const newName = (kind: string): string => `${naming.prefix}-${naming.run}-${kind}${next()}`;
  const newcomer = (tag = ''): Newcomer => {
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
    const found = free ?? toPerson((await post('/Users', newcomer())).json);
    if (found === undefined || !found.active) return giveUp('no member could be made for it with POST /Users');
    lent.push(found);
    return found;
  };

  const stage: Stage = {
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
    giveUp,
    nobody: `nobody-${naming.run}@${naming.emailDomain}`,
    newcomer,
    person,
    async anybody() {
      if (can.has('write')) return person();
      const somebody = toPerson(resourcesIn((await get('/Users?count=1')).json)[0]);
      return somebody ?? giveUp('there is no user to ask about');
    },
    groupName: () => newName('g'),
    async group(members = []) {
      const displayName = newName('g');
      const answer = await post('/Groups', { displayName, members: members.map(({ id }) => ({ value: id })) });
      const id = [...made.groups.values()].find((group) => group.displayName === displayName)?.id;
      if (answer.status !== 201 || id === undefined) return giveUp('no group could be made for it with POST /Groups');
      return { id, displayName, members };
    },
    emailDomain: naming.emailDomain,
    baseUrl: setting.baseUrl,
    async twin(wish) {
      if (control === undefined) return giveUp(reasonFor('control', withoutControl));
      const twin = await control.twin(callerWith, wish);
      twins.push(twin);
      return twin;
    },
  };

  /** Groups go, people are let back in, so that the next check finds them as this one did. */
  const clear = async (): Promise<void> => {
    for (const twin of twins) await twin.close();
    for (const { id } of made.groups.values()) await removeGroup(caller, id);
    for (const { id, active } of made.people.values()) {
      if (lent.some((other) => other.id === id) && !active) await patch(`/Users/${id}`, activeIs(true));
    }
  };
  return { stage, observations, notes, clear };
};

/** Empties a group before it goes: deleting it may deactivate whoever is in it. */
export const removeGroup = async ({ patch, remove }: Caller, id: string): Promise<void> => {
  await patch(`/Groups/${id}`, patchOf({ op: 'replace', path: 'members', value: [] }));
  await remove(`/Groups/${id}`);
};

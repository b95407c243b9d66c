import { setTimeout } from 'node:timers/promises';
import { CommandError, SettingsError } from '../errors.ts';
import { compare, type Difference } from './comparison.ts';
import { type Connection, connect, type PlayedExchange, RefusedError } from './connection.ts';
import type { Driver } from './driver.ts';
import { isPostmansSide, type Plan, type Step } from './plan.ts';
import { findPostmanSide, type PostmanSide } from './postman-side.ts';
import { emptyState, type Group, type Person, personOf, type State } from './state.ts';

export type PlayOptions = {
  /** The SCIM base URL, without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string;
  readonly fetch?: typeof fetch;
  /** The address of the emulator's control plane, for the steps on Postman's side. */
  readonly controlUrl?: string | undefined;
  readonly controlToken?: string | undefined;
  /** The state that an earlier run left; it is changed in place. */
  readonly state?: State;
  /** Waits so many seconds. */
  readonly sleep?: (seconds: number) => Promise<void>;
};

/** One task of the provider: the line of the plan, its subject, its error and the requests behind it. */
export type Task = {
  readonly line: string;
  readonly subject: string;
  readonly error?: string;
  readonly requests: readonly PlayedExchange[];
};

export type Played = {
  readonly tasks: readonly Task[];
  readonly differences: readonly Difference[];
  readonly state: State;
};

const namesOf = (name: string): readonly [givenName: string, familyName: string] => {
  const [givenName = '', ...rest] = name.split(' ');
  return [givenName, rest.join(' ') || givenName];
};

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const nameFrom = (email: string): string =>
  (email.split('@')[0] ?? '').split(/[._]/).filter(Boolean).map(capitalised).join(' ');

const knownPerson = (state: State, email: string): Person => {
  const person = personOf(state, email);
  if (person === undefined) throw new SettingsError(`plan: expected ${email} to be assigned first, got no such person`);
  return person;
};

const knownGroup = (state: State, name: string): Group => {
  const group = state.groups.find((one) => one.linked && one.name === name);
  if (group === undefined)
    throw new SettingsError(`plan: expected group ${name} to be pushed first, got no such group`);
  return group;
};

const assign = (state: State, email: string, name: string | undefined): Person => {
  const known = personOf(state, email);
  const [givenName, familyName] = namesOf(name ?? nameFrom(email));
  if (known === undefined) {
    const person = { email: email.toLowerCase(), givenName, familyName, assigned: true };
    state.people.push(person);
    return person;
  }
  known.assigned = true;
  if (name !== undefined) Object.assign(known, { givenName, familyName });
  return known;
};

/** Changes what the provider wishes, and names the person or group that is changed. */
const wish = (state: State, step: Step): Person | Group | undefined => {
  switch (step.kind) {
    case 'assign':
      return assign(state, step.email, step.name);
    case 'unassign':
      return Object.assign(knownPerson(state, step.email), { assigned: false });
    case 'rename': {
      const [givenName, familyName] = namesOf(step.name);
      return Object.assign(knownPerson(state, step.email), { givenName, familyName });
    }
    case 'push': {
      const members = step.members.map((email) => knownPerson(state, email).email);
      const known = state.groups.find((one) => one.linked && one.name === step.group);
      if (known !== undefined) return Object.assign(known, { members });
      const group = { name: step.group, members, linked: true };
      state.groups.push(group);
      return group;
    }
    case 'rename group':
      return Object.assign(knownGroup(state, step.group), { name: step.name });
    case 'unlink':
      return Object.assign(knownGroup(state, step.group), { linked: false });
    default:
      return undefined;
  }
};

const subjectOf = (one: Person | Group): string => ('email' in one ? one.email : `group ${one.name}`);

/**
 * Plays a plan as one provider against a SCIM service, then compares the plan with the service.
 * @returns the tasks, the differences (access first) and the state that the provider keeps.
 * @throws {SettingsError} where the plan is not consistent; nothing is sent then.
 * @throws {CommandError} where the service does not answer, or cannot be read.
 */
export const play = async (driver: Driver, plan: Plan, options: PlayOptions): Promise<Played> => {
  const { key, baseUrl, controlUrl, state = emptyState() } = options;
  const send = options.fetch ?? fetch;
  const sleep = options.sleep ?? ((seconds: number) => setTimeout(seconds * 1000));
  const rehearsed = structuredClone(state);
  for (const { step } of plan) wish(rehearsed, step);
  const first = plan.find(({ step }) => isPostmansSide(step));
  if (first !== undefined && controlUrl === undefined) {
    throw new SettingsError(`plan: expected a control URL for "${first.line}", got none`);
  }
  const side: PostmanSide | undefined =
    controlUrl === undefined
      ? undefined
      : await findPostmanSide({ url: controlUrl, token: options.controlToken, key, fetch: send });

  const tasks: Task[] = [];
  let requests: PlayedExchange[] = [];
  const connectWith = (headers: Readonly<Record<string, string>>): Connection =>
    connect({
      baseUrl,
      key,
      headers,
      attempts: driver.attempts,
      fetch: send,
      sleep,
      onExchange: (exchange) => requests.push(exchange),
    });
  const connection = connectWith(driver.headers);

  const task = async (line: string, subject: string, work: () => Promise<void>): Promise<string | undefined> => {
    requests = [];
    let error: string | undefined;
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof RefusedError)) throw thrown;
      error = thrown.message;
    }
    if (requests.length > 0) tasks.push({ line, subject, requests, ...(error !== undefined && { error }) });
    return error;
  };

  const push = async (line: string, one: Person | Group): Promise<void> => {
    const error = await task(line, subjectOf(one), async () => {
      try {
        await ('email' in one ? driver.person(connection, one) : driver.group(connection, one, state));
      } catch (thrown) {
        if (thrown instanceof RefusedError && thrown.status === 404) {
          delete one.id;
          delete one.pushed;
        }
        throw thrown;
      }
    });
    if (error === undefined) delete one.error;
    else one.error = error;
  };

  let [elapsed, pending] = [0, false];
  const cycle = async (line: string, every: boolean): Promise<void> => {
    for (const one of [...state.people, ...state.groups]) if (every || one.error !== undefined) await push(line, one);
    pending = false;
  };
  const { cycleMinutes } = driver;

  const pass = async (line: string, minutes: number): Promise<void> => {
    if (side === undefined) await sleep(minutes * 60);
    else await side.advance(minutes);
    if (cycleMinutes === undefined) return;
    const cycles = Math.floor((elapsed + minutes) / cycleMinutes);
    elapsed = (elapsed + minutes) % cycleMinutes;
    for (let done = 0; done < cycles; done += 1) await cycle(line, true);
  };

  for (const { line, step } of plan) {
    if (step.kind === 'test') await task(line, 'credentials', () => driver.test(connection));
    else if (step.kind === 'sync') await cycle(line, cycleMinutes !== undefined);
    else if (step.kind === 'wait' || step.kind === 'clock') await pass(line, step.minutes);
    else if (step.kind === 'invite') await side?.invite(step.email);
    else if (step.kind === 'accepted') await side?.settle(step.email, 'accept');
    else if (step.kind === 'uninvite') await side?.settle(step.email, 'cancel');
    else {
      const changed = wish(state, step);
      pending = true;
      if (changed !== undefined && cycleMinutes === undefined) await push(line, changed);
    }
  }
  if (pending && cycleMinutes !== undefined) await cycle('the cycle after the plan', true);

  requests = [];
  const read = connectWith({ accept: 'application/json' });
  const differences = await compare(read, state).catch((error: unknown) => {
    if (!(error instanceof RefusedError)) throw error;
    throw new CommandError(`the service cannot be read for the comparison: ${error.message}`, { cause: error });
  });
  return { tasks, differences, state };
};

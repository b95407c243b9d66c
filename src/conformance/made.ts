import type { Exchange } from './exchange.ts';
import type { Person } from './wire.ts';

/** How the people and groups of a run are named, so that they are told from everybody else's. */
export type Naming = {
  readonly prefix: string;
  /** Tells this run from others: accounts of earlier runs are still there. */
  readonly run: string;
  readonly emailDomain: string;
};

type Resource = Readonly<Record<string, unknown>>;

const isResource = (value: unknown): value is Resource => typeof value === 'object' && value !== null;

const textIn = (value: unknown, key: string): string => {
  const inner = isResource(value) ? value[key] : undefined;
  return typeof inner === 'string' ? inner : '';
};

export const toPerson = (resource: unknown): Person | undefined => {
  if (!isResource(resource) || textIn(resource, 'userName') === '' || textIn(resource, 'id') === '') return undefined;
  const externalId = textIn(resource, 'externalId');
  return {
    id: textIn(resource, 'id'),
    userName: textIn(resource, 'userName'),
    givenName: textIn(resource.name, 'givenName'),
    familyName: textIn(resource.name, 'familyName'),
    active: resource.active === true,
    externalId: externalId === '' ? undefined : externalId,
  };
};

export const resourcesIn = (json: unknown): readonly unknown[] =>
  isResource(json) && Array.isArray(json.Resources) ? json.Resources : [json];

export type MadeGroup = { readonly id: string; readonly displayName: string };

/** Keeps account of everything that bears the run's names, by what the answers say of it. */
export type Made = {
  readonly people: ReadonlyMap<string, Person>;
  readonly groups: ReadonlyMap<string, MadeGroup>;
  /** The ids of people who were not found when they were last asked for. */
  readonly gone: ReadonlySet<string>;
  watch(exchange: Exchange): void;
  /** So many requests it takes to clean up. */
  readonly pendingCleanup: number;
};

export const createMade = ({ prefix, run }: Naming): Made => {
  const people = new Map<string, Person>();
  const groups = new Map<string, MadeGroup>();
  const gone = new Set<string>();
  const ours = (name: string): boolean => name.toLowerCase().startsWith(`${prefix}-${run}-`.toLowerCase());
  return {
    people,
    groups,
    gone,
    watch({ request, answer }) {
      const asked = request.path.split('/').at(-1) ?? '';
      if (request.method === 'DELETE' && [204, 404].includes(answer.status)) groups.delete(asked);
      if (answer.status === 404 && people.has(asked)) gone.add(asked);
      for (const resource of resourcesIn(answer.json)) {
        const person = toPerson(resource);
        if (person !== undefined && ours(person.userName)) {
          people.set(person.id, person);
          gone.delete(person.id);
        }
        const [id, displayName] = [textIn(resource, 'id'), textIn(resource, 'displayName')];
        if (person === undefined && id !== '' && ours(displayName)) groups.set(id, { id, displayName });
      }
    },
    get pendingCleanup() {
      return [...people.values()].filter(({ active }) => active).length + groups.size * 2;
    },
  };
};

import { type Connection, firstOf, type Json, RefusedError } from './connection.ts';
import { linkedIds, type State } from './state.ts';

/** One person or group whose real state is not the planned one. */
export type Difference = {
  readonly kind: 'access' | 'profile' | 'group';
  readonly subject: string;
  readonly planned: string;
  readonly real: string;
  /** The last error of the provider. */
  readonly error?: string | undefined;
};

const accessOf = (found: Json | undefined): string => {
  if (found === undefined) return 'absent';
  return found.active === true ? 'active' : 'deactivated';
};

const people = async (read: Connection, state: State): Promise<Difference[]> => {
  const differences: Difference[] = [];
  for (const { email, assigned, givenName, familyName, error } of state.people) {
    const query = `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}`;
    const found = firstOf(await read('GET', query));
    const real = accessOf(found);
    if ((real === 'active') !== assigned) {
      const planned = assigned ? 'active' : 'no access';
      differences.push({ kind: 'access', subject: email, planned, real, error });
      continue;
    }
    const name = (found?.name ?? {}) as { givenName?: string; familyName?: string };
    const [planned, named] = [`${givenName} ${familyName}`, `${name.givenName} ${name.familyName}`];
    if (assigned && planned !== named) {
      differences.push({ kind: 'profile', subject: email, planned, real: named, error });
    }
  }
  return differences;
};

const nameAndMembers = (name: unknown, members: readonly string[]): string =>
  `${name} with ${[...members].sort().join(', ') || 'nobody'}`;

const groups = async (read: Connection, state: State): Promise<Difference[]> => {
  const differences: Difference[] = [];
  const emailOf = (id: unknown): string => state.people.find((person) => person.id === id)?.email ?? String(id);
  for (const group of state.groups) {
    const found = await (group.id === undefined ? undefined : read('GET', `/Groups/${group.id}`))?.catch(
      (error: unknown) => {
        if (error instanceof RefusedError && error.status === 404) return undefined;
        throw error;
      },
    );
    const members = Array.isArray(found?.members) ? (found.members as Json[]) : [];
    const real = found
      ? nameAndMembers(
          found.displayName,
          members.map(({ value }) => emailOf(value)),
        )
      : 'absent';
    const wished = linkedIds(group, state).length === group.members.length;
    const planned = group.linked ? nameAndMembers(group.name, group.members) : 'absent';
    if (planned === real && (wished || !group.linked)) continue;
    differences.push({ kind: 'group', subject: group.name, planned, real, error: group.error });
  }
  return differences;
};

/** Holds the planned state against the real one: access first, then profiles, then groups. */
export const compare = async (read: Connection, state: State): Promise<Difference[]> => {
  const found = await people(read, state);
  const access = found.filter(({ kind }) => kind === 'access');
  return [...access, ...found.filter(({ kind }) => kind !== 'access'), ...(await groups(read, state))];
};

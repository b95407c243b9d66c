import { addressKey } from './address.ts';
import type { Directory } from './directory.ts';
import type { Group } from './member.ts';

/** A stretch of a list: the resources in it, and how many there are in all. */
export type Stretch<Resource> = { readonly total: number; readonly resources: readonly Resource[] };

/** Which part of a list is wanted: `count` resources from the place `startIndex`, counted from 1. */
type Wanted = { readonly startIndex: number; readonly count: number };

const last = ({ startIndex, count }: Wanted): number => startIndex + count - 1;

const stretchOfOne = <Resource>(resource: Resource | undefined, { startIndex, count }: Wanted): Stretch<Resource> =>
  resource === undefined
    ? { total: 0, resources: [] }
    : { total: 1, resources: startIndex === 1 && count > 0 ? [resource] : [] };

/** The user with exactly this userName: letter case is regarded (quirk filter-case). */
const userNamed = (directory: Directory, userName: string): string | undefined => {
  const { team, members, trace } = directory;
  const key = addressKey(userName);
  const resource = members.resources.byUserName(team.pk, key, userName);
  if (resource === undefined) {
    const other = members.byAddress(team.pk, key);
    if (other) trace.quirk(other.position === null ? 'pending-invite' : 'filter-case');
  }
  return resource;
};

/** GET /Users, in the order of joining (quirk list-order). */
export const listUsers = (
  directory: Directory,
  filter: { readonly userName: string } | { readonly active: boolean } | undefined,
  wanted: Wanted,
): Stretch<string> => {
  const { pk } = directory.team;
  const { resources } = directory.members;
  if (filter === undefined) {
    return { total: resources.count(pk), resources: resources.page(pk, wanted.startIndex, last(wanted)) };
  }
  if ('userName' in filter) return stretchOfOne(userNamed(directory, filter.userName), wanted);
  return {
    total: resources.countInState(pk, filter.active),
    resources: resources.pageInState(pk, filter.active, wanted.startIndex, last(wanted)),
  };
};

/** GET /Groups, also by displayName, letter case regarded. */
export const listGroups = (directory: Directory, displayName: string | undefined, wanted: Wanted): Stretch<Group> => {
  const { team, groups } = directory;
  if (displayName !== undefined) return stretchOfOne(groups.byName(team.pk, displayName), wanted);
  return { total: groups.count(team.pk), resources: groups.page(team.pk, wanted.startIndex, last(wanted)) };
};

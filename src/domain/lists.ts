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
  const member = members.byAddress(team.pk, addressKey(userName));
  if (member?.position == null) {
    if (member) trace.quirk('pending-invite');
    return undefined;
  }
  if (member.userName === userName) return members.resources.byId(team.pk, member.id);
  trace.quirk('filter-case');
  return undefined;
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

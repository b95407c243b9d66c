import { addressKey } from './address.ts';
import type { Directory } from './directory.ts';
import type { Group } from './member.ts';

/** One page of a list: its resources, and the total number of resources. */
export type Page<Resource> = { readonly total: number; readonly resources: readonly Resource[] };

/** The requested page: `count` resources, beginning at the 1-based `startIndex`. */
type PageRequest = { readonly startIndex: number; readonly count: number };

const last = ({ startIndex, count }: PageRequest): number => startIndex + count - 1;

const pageOfOne = <Resource>(resource: Resource | undefined, { startIndex, count }: PageRequest): Page<Resource> =>
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
  page: PageRequest,
): Page<string> => {
  const { pk } = directory.team;
  const { resources } = directory.members;
  if (filter === undefined) {
    return { total: resources.count(pk), resources: resources.page(pk, page.startIndex, last(page)) };
  }
  if ('userName' in filter) return pageOfOne(userNamed(directory, filter.userName), page);
  return {
    total: resources.countInState(pk, filter.active),
    resources: resources.pageInState(pk, filter.active, page.startIndex, last(page)),
  };
};

/** GET /Groups, also by displayName, letter case regarded. */
export const listGroups = (directory: Directory, displayName: string | undefined, page: PageRequest): Page<Group> => {
  const { team, groups } = directory;
  if (displayName !== undefined) return pageOfOne(groups.byName(team.pk, displayName), page);
  return { total: groups.count(team.pk), resources: groups.page(team.pk, page.startIndex, last(page)) };
};

import type { Directory, Effort, Goal, GoalDifference, GoalUser, WrongAttribute } from '../../schemas/goal.ts';
import type { QuirkId } from '../quirks/catalogue.ts';
import { isObject } from './body.ts';

type Storing = { readonly stored: WrongAttribute['stored']; readonly quirk: QuirkId | null };

const name: Storing = { stored: 'yes', quirk: 'put-name-only' };

const storing: Readonly<Record<string, Storing>> = {
  userName: { stored: 'when created', quirk: 'user-name-updates' },
  externalId: { stored: 'when created', quirk: 'external-id-once' },
  givenName: name,
  familyName: name,
  'name.givenName': name,
  'name.familyName': name,
  active: { stored: 'yes', quirk: 'deactivation' },
};

/** Whether Postman could ever have stored an attribute of a user. */
const storingOf = (attribute: string): Storing =>
  (Object.hasOwn(storing, attribute) ? storing[attribute] : undefined) ?? { stored: 'never', quirk: 'never-stored' };

const keyOf = (address: string): string => address.toLowerCase();

type User = Directory['users'][number];

/** A user's attributes by path, the halves of a name under `name.` where SCIM has them. */
const pathsOf = (user: object): [string, unknown][] =>
  Object.entries(user).flatMap(([attribute, value]): [string, unknown][] =>
    attribute === 'name' && isObject(value)
      ? Object.entries(value).map(([half, text]) => [`name.${half}`, text])
      : [[attribute, value]],
  );

const compareUser = (declared: GoalUser, actual: User): WrongAttribute[] => {
  const { givenName, familyName } = actual;
  const has = new Map(pathsOf({ ...actual, name: { givenName, familyName } }));
  return pathsOf({ active: true, ...declared }).flatMap(([attribute, expected]) => {
    if (expected === undefined || Object.is(has.get(attribute) ?? null, expected)) return [];
    const name = actual.userName;
    return [
      {
        resource: 'User',
        name,
        attribute,
        expected,
        actual: has.get(attribute) ?? null,
        ...storingOf(attribute),
      } as const,
    ];
  });
};

const compareUsers = (goal: Goal, actual: Directory): Pick<GoalDifference, 'attributes'> & UserLists => {
  const users = new Map(actual.users.map((user) => [keyOf(user.userName), user]));
  const invited = new Set(actual.invited?.map(keyOf));
  const missing: GoalDifference['missing']['users'] = [];
  const attributes: WrongAttribute[] = [];
  for (const declared of goal.users ?? []) {
    const key = keyOf(declared.userName);
    const user = users.get(key);
    users.delete(key);
    if (user !== undefined) attributes.push(...compareUser(declared, user));
    // Who is not in the team has no access, which is all that active false asks for.
    else if (declared.active !== false) missing.push({ userName: declared.userName, invited: invited.has(key) });
  }
  // Postman cannot delete people: who is left over and deactivated is as gone as can be.
  const unexpected = goal.exact ? [...users.values()].filter(({ active }) => active).map((user) => user.userName) : [];
  return { missing, unexpected, attributes };
};

type UserLists = {
  readonly missing: GoalDifference['missing']['users'];
  readonly unexpected: string[];
};

const compareMembers = (group: string, declared: readonly string[], actual: readonly string[], exact: boolean) => {
  const wanted = new Set(declared.map(keyOf));
  const has = new Set(actual.map(keyOf));
  const missing = declared.filter((address) => !has.has(keyOf(address)));
  const unexpected = exact ? actual.filter((address) => !wanted.has(keyOf(address))) : [];
  return missing.length + unexpected.length > 0 ? [{ group, missing, unexpected }] : [];
};

/** What the directory lacks, and has too much of, against the declared goal. */
export const compareGoal = (goal: Goal, actual: Directory, effort: Effort): GoalDifference => {
  const exact = goal.exact ?? false;
  const users = compareUsers(goal, actual);
  const groups = new Map(actual.groups.map((group) => [group.displayName, group]));
  const missing: string[] = [];
  const attributes = users.attributes;
  const membership: GoalDifference['membership'] = [];
  for (const declared of goal.groups ?? []) {
    const group = groups.get(declared.displayName);
    groups.delete(declared.displayName);
    if (group === undefined) {
      missing.push(declared.displayName);
      continue;
    }
    const name = group.displayName;
    const expected = declared.externalId;
    if (expected !== undefined && expected !== group.externalId) {
      const actual = group.externalId ?? null;
      const quirk: QuirkId = 'group-external-id';
      attributes.push({ resource: 'Group', name, attribute: 'externalId', expected, actual, stored: 'yes', quirk });
    }
    if (declared.members !== undefined)
      membership.push(...compareMembers(name, declared.members, group.members, exact));
  }
  const unexpected = { users: users.unexpected, groups: exact ? [...groups.keys()] : [] };
  const differences = [users.missing, missing, unexpected.users, unexpected.groups, attributes, membership];
  return {
    met: differences.every(({ length }) => length === 0),
    exact,
    missing: { users: users.missing, groups: missing },
    unexpected,
    attributes,
    membership,
    effort,
  };
};

import { isAddress } from '../../domain/address.ts';
import type { Trace } from '../../domain/trace.ts';
import type { NewUser, UserChange } from '../../domain/users.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { Attributes } from './attributes.ts';
import type { JsonObject } from './body.ts';
import { isObject, kindOf } from './body.ts';

/** A first or last name; an empty one counts as absent. */
const readName = (name: Attributes | undefined, half: 'givenName' | 'familyName'): string | undefined => {
  const text = name?.text(half);
  return text?.trim() ? text : undefined;
};

const readRequiredName = (
  user: Attributes,
  name: Attributes | undefined,
  half: 'givenName' | 'familyName',
  profile: Profile,
  trace: Trace,
): string => {
  const text = readName(name, half);
  if (text !== undefined) return text;
  trace.quirk('required-names');
  const sent = name?.has(half) ?? false;
  const mayBe = { enforce: false, 'allow-empty': name?.isText(half) ?? false, lenient: true };
  return mayBe[profile['required-names']] ? '' : user.reject(`name.${half}`, sent ? 'is empty' : 'is missing');
};

/** Group names or ids: as texts, or as objects with a value, display or displayName. */
const readGroups = (user: Attributes): string[] =>
  (user.list('groups') ?? []).flatMap((group) => {
    if (typeof group === 'string') return [group];
    if (!isObject(group)) return user.reject('groups', `must hold names or objects, got ${kindOf(group)}`);
    const name = group.displayName ?? group.display ?? group.value;
    return typeof name === 'string' ? [name] : user.reject('groups', `must hold names or ids, got ${kindOf(group)}`);
  });

/** POST /Users. */
export const readNewUser = (body: JsonObject, profile: Profile, trace: Trace): NewUser => {
  const user = new Attributes(body, trace);
  const userName = user.text('userName');
  if (userName === undefined || !isAddress(userName)) {
    if (userName === undefined) return user.reject('userName', 'is missing');
    trace.quirk('user-name-is-email');
    return user.reject('userName', 'must be an email address');
  }
  const name = user.complex('name');
  const givenName = readRequiredName(user, name, 'givenName', profile, trace);
  const familyName = readRequiredName(user, name, 'familyName', profile, trace);
  name?.ignoreRest('never-stored');
  const active = user.boolean('active');
  if (active === undefined) trace.quirk('active-default');
  const externalId = user.text('externalId') ?? null;
  const groups = readGroups(user);
  user.ignoreRest('never-stored');
  return { userName, givenName, familyName, externalId, active: active ?? true, groups };
};

/** PUT /Users/{id}: the profile decides what besides the name is read at all. */
export const readUserReplacement = (body: JsonObject, profile: Profile, trace: Trace): [UserChange] => {
  const user = new Attributes(body, trace);
  const name = user.complex('name');
  if (name === undefined) {
    trace.quirk('put-without-name');
    if (profile['put-without-name'] === 'refuse') return user.reject('name', 'is missing');
  }
  const givenName = readName(name, 'givenName');
  const familyName = readName(name, 'familyName');
  if (name && (givenName === undefined || familyName === undefined)) trace.quirk('put-partial-name');
  name?.ignoreRest('never-stored');

  let active: boolean | undefined;
  if (profile['put-active'] === 'apply') active = user.boolean('active');
  else user.ignore('active', 'put-active');

  let userName: string | undefined;
  if (profile['user-name-updates'] === 'verified-domains') {
    userName = user.text('userName');
  } else user.ignore('userName', 'put-name-only');

  user.ignore('externalId', 'external-id-once');
  user.ignoreRest('put-name-only');
  return [
    {
      ...(givenName !== undefined && { givenName }),
      ...(familyName !== undefined && { familyName }),
      ...(active !== undefined && { active }),
      ...(userName !== undefined && { userName }),
    },
  ];
};

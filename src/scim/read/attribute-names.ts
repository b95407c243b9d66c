import type { Trace } from '../../domain/trace.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { isObject } from './body.ts';

export type KnownNames = {
  /** The attributes that PATCH knows, as their schema spells them. */
  readonly names: readonly string[];
  /** The prefix of the core schema, with the colon at its end. */
  readonly urn: string;
};

export const userNames: KnownNames = {
  names: ['active', 'userName', 'id', 'schemas'],
  urn: 'urn:ietf:params:scim:schemas:core:2.0:User:',
};

export const groupNames: KnownNames = {
  names: ['displayName', 'externalId', 'members', 'id', 'meta', 'schemas'],
  urn: 'urn:ietf:params:scim:schemas:core:2.0:Group:',
};

export const memberNames: KnownNames = { names: ['value', 'display', 'displayName'], urn: groupNames.urn };

/** The attribute that a client means by RFC 7644 3.10: in any letter case, with or without the URN prefix. */
export const meantName = (sent: string, { names, urn }: KnownNames): string | undefined => {
  if (names.includes(sent)) return sent;
  const lower = sent.toLowerCase();
  const bare = lower.startsWith(urn.toLowerCase()) ? lower.slice(urn.length) : lower;
  return names.find((name) => name.toLowerCase() === bare);
};

/** Reads the name of an attribute in a PATCH (quirk attribute-names). An unknown name stays as it was sent. */
export const readName = (sent: string, known: KnownNames, profile: Profile, trace: Trace): string => {
  const meant = meantName(sent, known);
  if (meant === undefined || meant === sent) return sent;
  trace.quirk('attribute-names');
  return profile['attribute-names'] === 'rfc' ? meant : sent;
};

/** Whether another spelling is the only fault of a name. */
export const isMisspelt = (sent: string, known: KnownNames): boolean => {
  const meant = meantName(sent, known);
  return meant !== undefined && meant !== sent;
};

/** Reads the names of an object's attributes; a value that is not an object stays as it was sent. */
export const readNames = (value: unknown, known: KnownNames, profile: Profile, trace: Trace): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [readName(name, known, profile, trace), inner]))
    : value;

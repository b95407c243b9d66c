import { type Call, isObject, type Json, type JsonObject } from './call.ts';
import type { Page } from './lists.ts';

/** A user or group as an answer showed it. */
export type Resource = {
  readonly kind: Page['kind'];
  readonly id: string;
  /** userName or displayName. */
  readonly name: string;
  readonly attributes: JsonObject;
};

/** The writes that are answered with the resource. Reads of one are left alone: they are many, and tell less. */
const telling = new Set<string | null>([
  'createScimUser',
  'updateScimUser',
  'updateScimUserState',
  'createScimGroup',
  'scimUpdateGroup',
]);

/** The resource that a write was answered with. */
export const toResource = (call: Call): Resource | undefined => {
  if (!call.succeeded || !telling.has(call.operation) || !isObject(call.answer)) return undefined;
  const { answer } = call;
  const { id, userName, displayName } = answer;
  const name = userName ?? displayName;
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  return { kind: userName === undefined ? 'groups' : 'users', id, name, attributes: answer };
};

/** One key for all letter cases of a name: addresses are the same person however they are written. */
export const keyOf = (client: string, kind: Page['kind'], name: string): string =>
  `${client} ${kind} ${name.slice(0, 320).toLowerCase()}`;

/** What a POST wanted to create. */
export const nameIn = (call: Call): { readonly kind: Page['kind']; readonly name: string } | undefined => {
  const isUser = call.operation === 'createScimUser';
  if ((!isUser && call.operation !== 'createScimGroup') || !isObject(call.body)) return undefined;
  const name = call.body[isUser ? 'userName' : 'displayName'];
  return typeof name === 'string' ? { kind: isUser ? 'users' : 'groups', name } : undefined;
};

/** The compared value of a filter of one `eq`. */
export const readFilterValue = (filter: string): string | undefined => {
  const found = /^\s*[A-Za-z.]+\s+eq\s+(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*$/i.exec(filter);
  if (found === null) return undefined;
  return found[1]?.replace(/\\(.)/g, '$1') ?? found[2];
};

export type PatchOperation = { readonly op: string; readonly path: string; readonly value: Json | undefined };

export const readPatch = (call: Call): PatchOperation[] => {
  const { body } = call;
  if (!isObject(body) || !Array.isArray(body.Operations)) return [];
  return body.Operations.filter(isObject).map(({ op, path, value }) => ({
    op: typeof op === 'string' ? op.toLowerCase() : '',
    path: typeof path === 'string' ? path : '',
    value,
  }));
};

/** The value of an attribute by its path, `name.givenName` also where it stands under name. */
const flatten = (attributes: JsonObject, into: Map<string, Json>): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'name' && isObject(value)) {
      for (const [half, text] of Object.entries(value)) into.set(`name.${half}`, text);
    } else into.set(name, value);
  }
};

/** What a write of a user wanted its attributes to be. */
export const wantedOf = (call: Call): Map<string, Json> => {
  const wanted = new Map<string, Json>();
  if (call.operation === 'createScimUser' || call.operation === 'updateScimUser') {
    if (isObject(call.body)) flatten(call.body, wanted);
    return wanted;
  }
  if (call.operation !== 'updateScimUserState') return wanted;
  for (const { op, path, value } of readPatch(call)) {
    if (op === 'remove' || value === undefined) continue;
    if (path === '') {
      if (isObject(value)) flatten(value, wanted);
    } else flatten({ [path]: value }, wanted);
  }
  return wanted;
};

/** The same for what was answered. */
export const attributesOf = (resource: Resource): Map<string, Json> => {
  const attributes = new Map<string, Json>();
  flatten(resource.attributes, attributes);
  return attributes;
};

/** true and false, also as Entra writes them. */
export const toBoolean = (value: Json | undefined): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return { true: true, false: false }[value.toLowerCase()];
};

/** The ids a group write names as members: added, removed or set. */
export const membersOf = (call: Call): string[] => {
  const list = (value: Json | undefined): string[] =>
    (Array.isArray(value) ? value : [value]).flatMap((member) =>
      isObject(member) && typeof member.value === 'string' ? [member.value] : [],
    );
  if (call.operation === 'createScimGroup') return isObject(call.body) ? list(call.body.members) : [];
  return readPatch(call).flatMap(({ path, value }) => {
    if (path === 'members') return list(value);
    const byFilter = /^members\[\s*value\s+eq\s+["']([^"']*)["']\s*\]$/i.exec(path)?.[1];
    if (byFilter !== undefined) return [byFilter];
    return path === '' && isObject(value) ? list(value.members) : [];
  });
};

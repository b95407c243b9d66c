import type { OperationId } from '../domain/operation.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };
export type Scalar = null | boolean | number | string;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const parseJson = (text: string | null): Json | undefined => {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

export type Kind = 'users' | 'groups';

/** One key for all letter cases of a name, because addresses are the same person however they are written. */
export const keyOf = (client: string, kind: Kind, name: string): string =>
  `${client} ${kind} ${name.slice(0, 320).toLowerCase()}`;

export const extensionUrn = 'urn:ietf:params:scim:schemas:extension:';

const core = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i;

const known = new Map(
  [
    'userName',
    'displayName',
    'active',
    'externalId',
    'password',
    'members',
    'name',
    'name.givenName',
    'name.familyName',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Returns an attribute's name as the schema has it, however a client spells it; undefined for what is not looked at. */
export const toKnownAttribute = (name: string): string | undefined =>
  name.length > 200 ? undefined : known.get(name.replace(core, '').toLowerCase());

type Attributes = Map<string, Scalar>;

/** Keeps what findings compare: the scalars of known attributes, and the names within an extension. */
const collect = (name: string, value: Json, into: Attributes): void => {
  const attribute = toKnownAttribute(name);
  if (attribute === 'name' && isObject(value)) {
    for (const half of ['givenName', 'familyName']) {
      const text = value[half];
      if (text !== undefined) collect(`name.${half}`, text, into);
    }
  } else if (attribute !== undefined) {
    if (typeof value !== 'object' || value === null) into.set(attribute, value);
    else if (attribute === 'password') into.set(attribute, true);
  } else if (name.startsWith(extensionUrn)) {
    const within = isObject(value) ? Object.keys(value).slice(0, 20).join(', ') : name.slice(name.lastIndexOf(':') + 1);
    into.set(name.slice(0, 200), within);
  }
};

const collectAll = (attributes: JsonObject, into: Attributes): Attributes => {
  for (const name of Object.keys(attributes)) collect(name, attributes[name] as Json, into);
  return into;
};

type PatchOperation = { readonly op: string; readonly path: string; readonly value: Json | undefined };

const patchOf = (body: Json | undefined): PatchOperation[] => {
  if (!isObject(body) || !Array.isArray(body.Operations)) return [];
  return body.Operations.filter(isObject).map(({ op, path, value }) => ({
    op: typeof op === 'string' ? op.toLowerCase() : '',
    path: typeof path === 'string' ? path : '',
    value,
  }));
};

const idsIn = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((member) =>
    isObject(member) && typeof member.value === 'string' ? [member.value] : [],
  );

/** How one operation of a PATCH changes the members of a group; undefined where it does not. */
const memberChange = ({ op, path, value }: PatchOperation): MemberChange | undefined => {
  if (toKnownAttribute(path) === 'members') {
    // An object with a displayName and no value is a rename, wherever it stands.
    if (isObject(value) && value.value === undefined && value.displayName !== undefined) return undefined;
    return { op, ids: idsIn(value) };
  }
  const byFilter = /^members\[\s*value\s+eq\s+["']([^"']*)["']\s*\]$/i.exec(path.slice(0, 400))?.[1];
  if (byFilter !== undefined) return { op, ids: [byFilter] };
  return path === '' && isObject(value) && value.members !== undefined ? { op, ids: idsIn(value.members) } : undefined;
};

export type MemberChange = { readonly op: string; readonly ids: readonly string[] };

/** What findings need of a request's body. */
export type Sent = {
  /** The values of the attributes that the request would set. */
  readonly attributes: ReadonlyMap<string, Scalar>;
  /** How many operations a PATCH has. */
  readonly operations: number;
  readonly memberChanges: readonly MemberChange[];
};

const nothing: Sent = { attributes: new Map(), operations: 0, memberChanges: [] };

/** Reads a request's body once; the parsed body itself is not kept. */
export const readSent = (operation: OperationId | null, text: string | null): Sent => {
  if (operation === null || text === null) return nothing;
  const body = parseJson(text);
  if (!isObject(body)) return nothing;
  const attributes: Attributes = new Map();
  switch (operation) {
    case 'createScimUser':
    case 'updateScimUser':
      return { ...nothing, attributes: collectAll(body, attributes) };
    case 'createScimGroup': {
      const memberChanges = body.members === undefined ? [] : [{ op: 'replace', ids: idsIn(body.members) }];
      return { ...nothing, attributes: collectAll(body, attributes), memberChanges };
    }
    case 'updateScimUserState':
    case 'scimUpdateGroup': {
      const patch = patchOf(body);
      for (const { op, path, value } of patch) {
        if (op === 'remove' || value === undefined) continue;
        if (path !== '') collect(path, value, attributes);
        else if (isObject(value)) collectAll(value, attributes);
      }
      const memberChanges = operation === 'scimUpdateGroup' ? patch.flatMap((one) => memberChange(one) ?? []) : [];
      return { attributes, operations: patch.length, memberChanges };
    }
    default:
      return nothing;
  }
};

/** A user or group as an answer showed it. */
export type Resource = {
  readonly kind: Kind;
  readonly id: string;
  /** userName or displayName. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Scalar>;
};

/** The writes that are answered with the resource. Reads of one are left out: they are many, and tell less. */
const answeredWithResource = new Set<string | null>([
  'createScimUser',
  'updateScimUser',
  'updateScimUserState',
  'createScimGroup',
  'scimUpdateGroup',
]);

/** Reads the resource that a write was answered with. */
export const readAnswer = (operation: OperationId | null, text: string | null): Resource | undefined => {
  if (!answeredWithResource.has(operation)) return undefined;
  const answer = parseJson(text);
  if (!isObject(answer)) return undefined;
  const { id, userName, displayName } = answer;
  const name = userName ?? displayName;
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  const kind = userName === undefined ? 'groups' : 'users';
  return { kind, id, name, attributes: collectAll(answer, new Map()) };
};

/** true and false, also as Entra writes them. */
export const toBoolean = (value: Scalar | undefined): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return { true: true, false: false }[value.toLowerCase()];
};

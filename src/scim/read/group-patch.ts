import type { GroupCommand } from '../../domain/groups.ts';
import { quoted, ScimError } from '../../domain/scim-error.ts';
import type { Trace } from '../../domain/trace.ts';
import type { QuirkId } from '../../quirks/catalogue.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { groupNames, isMisspelt, memberNames, readName, readNames } from './attribute-names.ts';
import { longestText } from './attributes.ts';
import type { JsonObject } from './body.ts';
import { isObject, kindOf } from './body.ts';
import { readMemberPath } from './filter.ts';
import { toMemberReferences } from './new-group.ts';
import type { PatchOperation } from './patch-operations.ts';
import { readOperations } from './patch-operations.ts';

/** Refuses the request for an attribute; `reason` continues its path. */
const reject = (path: string, trace: Trace, reason: string, quirk: QuirkId = 'invalid-syntax'): never => {
  trace.outcome(path, 'rejected', quirk);
  throw new ScimError('invalid-syntax', quirk, `${path} ${reason}`);
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** An object with a displayName and no value is a rename wherever it stands (quirk group-rename-anywhere). */
const isRename = (value: unknown): value is JsonObject =>
  isObject(value) && Object.hasOwn(value, 'displayName') && !Object.hasOwn(value, 'value');

const refuseLong = (path: string, text: string, trace: Trace): void => {
  if (text.length <= longestText) return;
  reject(path, trace, `must have at most ${longestText} characters, got ${text.length}`, 'text-limit');
};

const rename = (op: PatchOperation['op'], displayName: unknown, trace: Trace): GroupCommand => {
  if (op === 'remove') return reject('displayName', trace, 'cannot be removed');
  if (typeof displayName !== 'string') {
    return reject('displayName', trace, `must be a string, got ${kindOf(displayName)}`);
  }
  if (!displayName.trim()) return reject('displayName', trace, 'is blank');
  refuseLong('displayName', displayName, trace);
  trace.outcome('displayName', 'stored', 'group-patch-rename');
  return { change: 'displayName', displayName };
};

const changeExternalId = (op: PatchOperation['op'], value: unknown, trace: Trace): GroupCommand => {
  const externalId = op === 'remove' ? null : (value ?? null);
  if (externalId !== null && typeof externalId !== 'string') {
    return reject('externalId', trace, `must be a string or null, got ${kindOf(externalId)}`);
  }
  if (externalId !== null) refuseLong('externalId', externalId, trace);
  trace.quirk('group-external-id');
  trace.outcome('externalId', 'stored', 'group-external-id');
  return { change: 'externalId', externalId };
};

const changeMembers = (op: PatchOperation['op'], value: unknown, trace: Trace): GroupCommand => {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (op !== 'remove' && isRename(single)) {
    trace.quirk('group-rename-anywhere');
    return rename(op, single.displayName, trace);
  }
  if (op === 'remove' && value === undefined) {
    trace.quirk('group-remove-by-filter');
    trace.outcome('members', 'stored', 'group-remove-by-filter');
    return { change: 'remove all members' };
  }
  if (op === 'replace' && isEmpty(value)) {
    trace.quirk('group-replace-empty');
    trace.outcome('members', 'stored', 'group-replace-empty');
    return { change: 'remove all members' };
  }
  if (isObject(value)) trace.quirk('group-member-object');
  const references = toMemberReferences(Array.isArray(value) ? value : [value], trace, (reason) =>
    reject('members', trace, reason),
  );
  trace.outcome('members', 'stored', 'group-patch-members');
  return { change: `${op} members`, members: references.map((reference) => reference.value) };
};

/** An operation without a path: the attributes are in its value. */
const changeWithoutPath = (op: PatchOperation['op'], value: unknown, trace: Trace): GroupCommand[] => {
  if (!isObject(value)) {
    const reason = `of an operation without path must be an object, got ${kindOf(value)}`;
    return reject('value', trace, reason, 'group-patch-unknown');
  }
  const commands = Object.entries(value).flatMap(([name, inner]): GroupCommand[] => {
    if (name === 'displayName') return [rename(op, inner, trace)];
    if (name === 'externalId') return [changeExternalId(op, inner, trace)];
    if (name === 'members') {
      trace.quirk('group-patch-no-path');
      return [changeMembers(op, inner ?? undefined, trace)];
    }
    if (name === 'id' || name === 'meta' || name === 'schemas') trace.outcome(name, 'read-only', 'read-only');
    else trace.outcome(name, 'ignored', isMisspelt(name, groupNames) ? 'attribute-names' : 'never-stored');
    return [];
  });
  if (commands.length > 0) return commands;
  const reason = `must name displayName, externalId or members, got ${kindOf(value)}`;
  return reject('value', trace, reason, 'group-patch-unknown');
};

/** The members in a value, with the names of their attributes read. */
const readMembers = (value: unknown, profile: Profile, trace: Trace): unknown =>
  Array.isArray(value)
    ? value.map((member) => readNames(member, memberNames, profile, trace))
    : readNames(value, memberNames, profile, trace);

/** The operation with the names of all attributes read (quirk attribute-names). */
const readAttributeNames = (operation: PatchOperation, profile: Profile, trace: Trace): PatchOperation => {
  const [, attribute = '', rest = ''] = /^([^[]*)(.*)$/s.exec(operation.path) ?? [];
  const path = readName(attribute, groupNames, profile, trace) + rest;
  if (path === 'members') return { ...operation, path, value: readMembers(operation.value, profile, trace) };
  const value = readNames(operation.value, groupNames, profile, trace);
  if (!isObject(value) || value.members === undefined) return { ...operation, path, value };
  return { ...operation, path, value: { ...value, members: readMembers(value.members, profile, trace) } };
};

const toCommands = ({ op, path, value }: PatchOperation, trace: Trace): GroupCommand[] => {
  if (path === '') return changeWithoutPath(op, value, trace);
  if (path === 'externalId') return [changeExternalId(op, value, trace)];
  if (path === 'displayName') {
    trace.quirk('group-rename-anywhere');
    return [rename(op, isRename(value) ? value.displayName : value, trace)];
  }
  if (path === 'members') return [changeMembers(op, value, trace)];
  const member = op === 'remove' ? readMemberPath(path) : undefined;
  if (member === undefined) {
    const quirk = isMisspelt(path.replace(/\[.*$/s, ''), groupNames) ? 'attribute-names' : 'group-patch-unknown';
    trace.outcome(path, 'rejected', quirk);
    throw new ScimError('invalid-syntax', quirk, `a group has no path ${quoted(path)} for ${op}`);
  }
  trace.quirk('group-remove-by-filter');
  trace.outcome('members', 'stored', 'group-remove-by-filter');
  return [{ change: 'remove members', members: [member] }];
};

/** PATCH /Groups/{id}. */
export const readGroupPatch = (body: JsonObject, profile: Profile, trace: Trace): GroupCommand[] =>
  readOperations(body, trace).flatMap((operation) => toCommands(readAttributeNames(operation, profile, trace), trace));

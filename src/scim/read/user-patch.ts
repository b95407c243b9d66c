import { quoted, ScimError } from '../../domain/scim-error.ts';
import type { Trace } from '../../domain/trace.ts';
import type { UserChange } from '../../domain/users.ts';
import type { Profile } from '../../quirks/profiles.ts';
import { isMisspelt, readName, userNames } from './attribute-names.ts';
import type { JsonObject } from './body.ts';
import { invalidSyntax, isObject, kindOf } from './body.ts';
import type { PatchOperation } from './patch-operations.ts';
import { readOperations } from './patch-operations.ts';

const readActive = (op: PatchOperation['op'], value: unknown, trace: Trace): boolean => {
  const boolean = typeof value === 'string' ? { true: true, false: false }[value.toLowerCase()] : value;
  if (op !== 'replace' || typeof boolean !== 'boolean') {
    const quirk = op === 'replace' ? 'invalid-syntax' : 'patch-active-op';
    trace.outcome('active', 'rejected', quirk);
    const reason =
      op === 'replace' ? `active must be true or false, got ${kindOf(value)}` : `active takes replace only, got ${op}`;
    throw new ScimError('invalid-syntax', quirk, reason);
  }
  if (typeof value === 'string') {
    trace.quirk('patch-active-string');
    trace.outcome('active', 'coerced', 'patch-active-string');
  } else trace.outcome('active', 'stored');
  return boolean;
};

const readUserName = (op: PatchOperation['op'], value: unknown, trace: Trace): string => {
  if (op !== 'replace' || typeof value !== 'string') {
    trace.outcome('userName', 'rejected', 'user-name-updates');
    const reason =
      op === 'replace' ? `userName must be a string, got ${kindOf(value)}` : `userName takes replace only, got ${op}`;
    throw new ScimError('invalid-syntax', 'user-name-updates', reason);
  }
  trace.outcome('userName', 'stored', 'user-name-updates');
  return value;
};

const passOver = (attribute: string, profile: Profile, trace: Trace): void => {
  trace.quirk('patch-other-attributes');
  const reject = profile['patch-other-attributes'] === 'reject';
  const quirk = isMisspelt(attribute, userNames) ? 'attribute-names' : 'patch-active-only';
  trace.outcome(attribute, reject ? 'rejected' : 'ignored', quirk);
  if (reject) {
    throw new ScimError(
      'invalid-syntax',
      'patch-other-attributes',
      `PATCH changes active only, got ${quoted(attribute)}`,
    );
  }
};

/** PATCH /Users/{id}: active, and in some profiles userName, one change after another. */
export const readUserPatch = (body: JsonObject, profile: Profile, trace: Trace): UserChange[] => {
  const changes: UserChange[] = [];
  const read = (sent: string): string => readName(sent, userNames, profile, trace);
  for (const { op, path: sentPath, value } of readOperations(body, trace)) {
    const path = read(sentPath);
    if (path === 'active') {
      trace.quirk('patch-active-path');
      changes.push({ active: readActive(op, value, trace) });
    } else if (path === 'userName' && profile['user-name-updates'] === 'verified-domains') {
      changes.push({ userName: readUserName(op, value, trace) });
    } else if (path !== '') {
      passOver(path, profile, trace);
    } else {
      if (!isObject(value)) {
        throw invalidSyntax(`an operation without path must have an object as value, got ${kindOf(value)}`);
      }
      for (const [sent, inner] of Object.entries(value)) {
        const name = read(sent);
        if (name === 'active') changes.push({ active: readActive(op, inner, trace) });
        else if (name === 'id' || name === 'schemas') trace.outcome(name, 'read-only', 'read-only');
        else passOver(name, profile, trace);
      }
    }
  }
  return changes;
};

import type { MemberReference, NewGroup } from '../../domain/groups.ts';
import type { Trace } from '../../domain/trace.ts';
import { Attributes } from './attributes.ts';
import type { JsonObject } from './body.ts';
import { isObject, kindOf } from './body.ts';

/** Reads the members that a client sent; refuses all of them for one that has no value. */
export const toMemberReferences = (
  members: readonly unknown[],
  trace: Trace,
  reject: (reason: string) => never,
): MemberReference[] => {
  const references: MemberReference[] = [];
  const unread = new Set<string>();
  for (const member of members) {
    const { value, display } = isObject(member) ? member : {};
    if (typeof value !== 'string') return reject(`want {value}, got ${kindOf(member)}`);
    if (value === '') return reject('want {value}, got an empty value');
    references.push({ value, display: typeof display === 'string' ? display : '' });
    for (const name of Object.keys(member as JsonObject)) if (name !== 'value') unread.add(name);
  }
  for (const name of unread) trace.outcome(`members.${name}`, 'ignored', 'group-display');
  return references;
};

/** POST /Groups. */
export const readNewGroup = (body: JsonObject, trace: Trace): NewGroup => {
  const group = new Attributes(body, trace);
  const displayName = group.text('displayName');
  if (!displayName?.trim()) return group.reject('displayName', displayName === undefined ? 'is missing' : 'is blank');
  const externalId = group.text('externalId') ?? null;
  const members = toMemberReferences(group.list('members') ?? [], trace, (reason) => group.reject('members', reason));
  group.ignoreRest('never-stored');
  return { displayName, externalId, members };
};

import type { MemberReference, NewGroup } from '../../domain/groups.ts';
import type { Trace } from '../../domain/trace.ts';
import { Attributes } from './attributes.ts';
import type { JsonObject } from './body.ts';
import { isObject } from './body.ts';

/** The members a client sent, or undefined where one of them is none. */
export const toMemberReferences = (members: readonly unknown[], trace: Trace): MemberReference[] | undefined => {
  const references: MemberReference[] = [];
  const unread = new Set<string>();
  for (const member of members) {
    if (!isObject(member)) return undefined;
    const { value, display } = member;
    if (typeof value !== 'string' || value === '') return undefined;
    references.push({ value, display: typeof display === 'string' ? display : '' });
    for (const name of Object.keys(member)) if (name !== 'value') unread.add(name);
  }
  for (const name of unread) trace.outcome(`members.${name}`, 'ignored', 'group-display');
  return references;
};

/** POST /Groups. */
export const readNewGroup = (body: JsonObject, trace: Trace): NewGroup => {
  const group = new Attributes(body, trace);
  const displayName = group.text('displayName');
  if (!displayName?.trim()) return group.reject('displayName');
  const externalId = group.text('externalId') ?? null;
  const members = toMemberReferences(group.list('members') ?? [], trace) ?? group.reject('members');
  group.ignoreRest('never-stored');
  return { displayName, externalId, members };
};

import type { TObject, TProperties } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';

/**
 * What the bodies of requests may hold, for those who write clients: the server reads bodies itself, and notes what it
 * did with each attribute. None of these objects is closed: whatever else is sent is silently ignored.
 */
export const open = <T extends TProperties>(properties: T, description: string): TObject<T> =>
  Type.Object(properties, { description });

export const ignored = (why: string) => Type.Optional(Type.Unknown({ description: `Silently ignored: ${why}` }));

export const Schemas = Type.Optional(Type.Array(Type.String(), { description: 'Not checked' }));

/** A pattern for a word in any letter case. */
export const anyCase = (word: string): string =>
  [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join('');

export const onlyOp = (op: 'replace' | 'remove') =>
  Type.String({ pattern: `^${anyCase(op)}$`, description: `${op}, in any letter case`, examples: [op] });

export const Op = Type.String({
  pattern: `^(${['add', 'remove', 'replace'].map(anyCase).join('|')})$`,
  description: 'add, remove or replace, in any letter case',
  examples: ['replace', 'Add'],
});

/** The Operations of a PATCH (RFC 7644 §3.5.2). */
export const operationsOf = <T extends TObject[]>(kinds: [...T]) =>
  Type.Array(Type.Union(kinds), { minItems: 1, description: 'All of them apply, or none' });

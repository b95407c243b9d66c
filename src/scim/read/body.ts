import { ScimError } from '../../domain/scim-error.ts';
import type { RequestBody } from '../request-body.ts';

export type JsonObject = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const invalidSyntax = (): ScimError => new ScimError('invalid-syntax', 'invalid-syntax');

/** NUL and lone surrogates are what the error's text calls unsupported characters. They reach JSON only as escapes. */
export const hasUnsupportedCharacters = (value: unknown): boolean => {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') {
      if (next.includes('\0') || !next.isWellFormed()) return true;
    } else if (typeof next === 'object' && next !== null) {
      for (const [name, inner] of Object.entries(next)) pending.push(name, inner);
    }
  }
  return false;
};

/**
 * Reads a request's body.
 * @throws {ScimError} where it is not a JSON object, or has unsupported characters.
 */
export const readBody = (body: RequestBody | null | undefined): JsonObject => {
  const value = body?.json;
  if (!isObject(value) || (body?.text.includes('\\u') && hasUnsupportedCharacters(value))) throw invalidSyntax();
  return value;
};

import { isUtf8 } from 'node:buffer';
import { ScimError } from '../../domain/scim-error.ts';

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

/** Reads a request's body: a JSON object, or the refusal. */
export const readBody = (body: Buffer | null | undefined): JsonObject => {
  if (!body || !isUtf8(body)) throw invalidSyntax();
  const text = body.toString();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw invalidSyntax();
  }
  if (!isObject(parsed) || (text.includes('\\u') && hasUnsupportedCharacters(parsed))) throw invalidSyntax();
  return parsed;
};

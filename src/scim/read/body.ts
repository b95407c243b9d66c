import { isUtf8 } from 'node:buffer';
import { quoted, ScimError } from '../../domain/scim-error.ts';
import type { RequestBody } from '../request-body.ts';
import { placeOfJsonError } from './json-error.ts';

export type JsonObject = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const invalidSyntax = (reason: string): ScimError => new ScimError('invalid-syntax', 'invalid-syntax', reason);

/** A value as a reason names one that is not expected: its kind, and the names in an object. */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (!isObject(value)) return `a ${typeof value}`;
  const names = Object.keys(value);
  const shown = names.slice(0, 4).map((name) => (/^[\w$:.-]{1,40}$/.test(name) ? name : quoted(name)));
  return `{${shown.join(', ')}${names.length > 4 ? ', …' : ''}}`;
};

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
  if (body === null) throw invalidSyntax('the body is not sent as application/json or application/scim+json');
  if (body === undefined || body.bytes.length === 0) throw invalidSyntax('the body is missing');
  const { json } = body;
  if (json === undefined) {
    if (!isUtf8(body.bytes)) throw invalidSyntax('the body is not UTF-8');
    const before = body.text.slice(0, placeOfJsonError(body.text));
    throw invalidSyntax(`the body is not valid JSON at byte ${Buffer.byteLength(before)}`);
  }
  if (!isObject(json)) throw invalidSyntax(`the body must be a JSON object, got ${kindOf(json)}`);
  if (body.text.includes('\\u') && hasUnsupportedCharacters(json)) {
    throw invalidSyntax('the body has a NUL character or half a surrogate pair');
  }
  return json;
};

import type { TSchema } from '@sinclair/typebox';
import { KindGuard } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { WorldDocument } from '../../schemas/world-document.ts';
import { hasUnsupportedCharacters } from '../scim/read/body.ts';
import { DocumentError } from '../worlds/document-error.ts';

export type FieldError = { readonly path: string; readonly message: string };

/** Where one of a few values is wanted, names them. */
const explain = (schema: TSchema, message: string): string => {
  if (KindGuard.IsUnion(schema) && schema.anyOf.every(KindGuard.IsLiteral)) {
    return `expected one of ${schema.anyOf.map((literal) => literal.const).join(', ')}`;
  }
  const kinds = KindGuard.IsUnion(schema) ? schema.anyOf.map((one) => one.properties?.kind?.const) : [];
  if (kinds.length > 0 && kinds.every((kind) => typeof kind === 'string')) {
    return `expected an object with a kind (${kinds.join(', ')}) and the properties of that kind`;
  }
  if (typeof schema.pattern === 'string' && schema.description) return `expected ${schema.description}`;
  return message.replace(/^Expected/, 'expected').replace(/^Unexpected/, 'unexpected');
};

/** The first of what is wrong with a value; empty where nothing is. */
const mostErrors = 20;

export const compile = (schema: TSchema): ((value: unknown) => FieldError[]) => {
  const check = TypeCompiler.Compile(schema);
  return (value) => {
    if (check.Check(value)) {
      const clean = !hasUnsupportedCharacters(value);
      return clean
        ? []
        : [{ path: '', message: 'expected text, got NUL or half of a surrogate pair, which SCIM rejects too' }];
    }
    const errors: FieldError[] = [];
    for (const error of check.Errors(value)) {
      if (errors.length === mostErrors) break;
      if (errors.some(({ path }) => path === error.path)) continue;
      errors.push({ path: error.path, message: explain(error.schema, error.message) });
    }
    return errors;
  };
};

/** Queries are text, so their values are converted; bodies are taken as they are. */
export const validatorCompiler = ({ schema, httpPart }: { schema: TSchema; httpPart?: string | undefined }) => {
  let errorsOf: ReturnType<typeof compile> | undefined;
  return (sent: unknown) => {
    // Compiled when first needed: a start pays for no route that nobody calls.
    errorsOf ??= compile(schema);
    const value = httpPart === 'body' ? sent : Value.Convert(schema, sent);
    const errors = errorsOf(value);
    return errors.length === 0
      ? { value }
      : { error: errors.map(({ path, message }) => ({ instancePath: path, message })) as unknown as Error };
  };
};

let errorsOfDocument: ReturnType<typeof compile> | undefined;

/**
 * A world document, checked.
 * @throws {DocumentError} naming the path that is wrong.
 */
export const checkDocument = (document: unknown): WorldDocument => {
  errorsOfDocument ??= compile(WorldDocument);
  const [error] = errorsOfDocument(document);
  if (error) throw new DocumentError(error.path, error.message);
  return document as WorldDocument;
};

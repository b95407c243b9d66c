import type { TProperties, TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';

/** An object with these properties and no others. */
export const exactly = <T extends TProperties>(properties: T, options = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

export const oneOf = <const V extends readonly string[]>(...values: V) =>
  Type.Unsafe<V[number]>(Type.Union(values.map((value) => Type.Literal(value))));

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

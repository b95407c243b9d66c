import type { JsonSchema } from './document.ts';

type Plain = Record<string, unknown>;

/** A tuple as JSON Schema 2020-12 writes it; TypeBox writes draft 7. */
const toTuple = ({ items, additionalItems: _, ...rest }: Plain): Plain => ({
  ...rest,
  prefixItems: items,
  items: false,
});

const write = (part: unknown, components: ReadonlyMap<unknown, string>): unknown => {
  if (Array.isArray(part)) return part.map((inner) => refer(inner, components));
  if (typeof part !== 'object' || part === null) return part;
  const { $schema: _, ...plain } = part as Plain;
  const isTuple = plain.type === 'array' && Array.isArray(plain.items);
  const entries = Object.entries(isTuple ? toTuple(plain) : plain);
  return Object.fromEntries(entries.map(([name, inner]) => [name, refer(inner, components)]));
};

const refer = (part: unknown, components: ReadonlyMap<unknown, string>): unknown => {
  const name = components.get(part);
  return name === undefined ? write(part, components) : { $ref: `#/components/schemas/${name}` };
};

/** TypeBox schemas as the components of an OpenAPI 3.1 document; where one holds another, it refers to it. */
export const toComponents = (schemas: Readonly<Record<string, object>>): Record<string, JsonSchema> => {
  const names = new Map<unknown, string>(Object.entries(schemas).map(([name, schema]) => [schema, name]));
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, write(schema, names) as JsonSchema]),
  );
};

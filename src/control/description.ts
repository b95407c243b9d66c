import * as control from '../../schemas/control.ts';
import * as goal from '../../schemas/goal.ts';
import * as stream from '../../schemas/journal-stream.ts';
import { Report } from '../../schemas/report.ts';
import {
  GroupDocument,
  KeyDocument,
  MemberDocument,
  TeamDocument,
  WorldDocument,
} from '../../schemas/world-document.ts';

/** What the description names, by the schema itself. */
const names = new Map<unknown, string>(
  Object.entries({
    ...control,
    ...goal,
    ...stream,
    Report,
    WorldDocument,
    TeamDocument,
    KeyDocument,
    MemberDocument,
    GroupDocument,
  }).map(([name, schema]) => [schema, name]),
);

const each = (part: unknown, change: (inner: unknown) => unknown): unknown => {
  if (Array.isArray(part)) return part.map(change);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, change(inner)]));
};

/** Writes its name into every schema that has one, for `toComponents` to find once the schemas are described. */
export const withStatusTitles = (part: unknown): unknown => {
  const name = names.get(part);
  const copy = each(part, withStatusTitles);
  return name === undefined ? copy : { ...(copy as object), title: name };
};

type Body = { required?: boolean; readonly content: { readonly 'application/json': { readonly schema: Required } } };
type Required = { readonly required?: readonly string[] };

/** A body in which nothing is required can be left out (src/control/body.ts). */
const withOptionalBodies = (operation: unknown): unknown => {
  const { requestBody } = operation as { requestBody?: Body };
  if (requestBody === undefined || requestBody.content['application/json'].schema.required) return operation;
  return { ...(operation as object), requestBody: { ...requestBody, required: false } };
};

/** Moves what has a name to the components, and refers to it. */
export const toComponents = (description: object): Record<string, unknown> => {
  const known = new Set(names.values());
  const schemas: Record<string, unknown> = {};
  const refer = (part: unknown): unknown => {
    const copy = each(part, refer);
    const { title, ...schema } = (copy ?? {}) as { title?: unknown };
    if (typeof title !== 'string' || !known.has(title)) return copy;
    schemas[title] = schema;
    return { $ref: `#/components/schemas/${title}` };
  };
  const { components, paths, ...rest } = description as { components?: object; paths?: unknown };
  const referring = refer(each(paths, (operations) => each(operations, withOptionalBodies)));
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...rest, components: { ...components, schemas: sorted }, paths: referring };
};

/** The group that an operation is shown in: the thing that its path is about. */
export const tagOf = (url: string): string => {
  const parts = url.split('/').filter((part) => part !== '' && !part.startsWith(':') && !part.startsWith('{'));
  const [, area, ...inner] = parts;
  if (area !== 'worlds') return 'program';
  const [thing = 'worlds', inTeam] = inner;
  if (thing === 'reset' || thing === 'document') return 'worlds';
  return thing === 'teams' && inTeam !== undefined && inTeam !== 'groups' ? inTeam : thing;
};

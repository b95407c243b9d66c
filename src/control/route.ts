import type { TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { Problem } from '../../schemas/control.ts';

const text = Type.String({ minLength: 1 });

/** The parameters of a path, by what it leads to. */
const params = {
  none: Type.Object({}),
  world: Type.Object({ world: text }),
  team: Type.Object({ world: text, team: text }),
  key: Type.Object({ world: text, team: text, key: text }),
  request: Type.Object({ world: text, sequence: Type.Integer({ minimum: 1 }) }),
  account: Type.Object({ world: text, email: text }),
  invite: Type.Object({ world: text, team: text, invite: text }),
  group: Type.Object({ world: text, team: text, group: text }),
  member: Type.Object({ world: text, team: text, member: text }),
  fault: Type.Object({ world: text, fault: text }),
  snapshot: Type.Object({ world: text, name: text }),
};

/** Schemas by their media types. */
type Types = Readonly<Record<string, TSchema>>;

const toContent = (types: Types) =>
  Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema }]));

/** What a route answers when all is well: a status, and the schema of the body where there is one. */
type Answer = { readonly status: 200 | 201 | 204; readonly schema?: TSchema; readonly others?: Types };

/** Answers JSON of a schema, or one of other media types. */
export const ok = (schema: TSchema, others?: Types): Answer => ({ status: 200, schema, ...(others && { others }) });

/** Answers a media type that is not JSON. */
export const okAs = (type: string, schema: TSchema): Answer => ({ status: 200, others: { [type]: schema } });

export const created = (schema: TSchema): Answer => ({ status: 201, schema });
export const nothing: Answer = { status: 204 };

const described = ({ status, schema, others = {} }: Answer) => ({
  [status]:
    schema || Object.keys(others).length > 0
      ? { description: 'Done', content: toContent({ ...(schema && { 'application/json': schema }), ...others }) }
      : { description: 'Done', type: 'null' },
  '4xx': {
    description: 'The request was rejected, and changed nothing',
    content: { 'application/problem+json': { schema: Problem } },
  },
});

/** The schema of a route: what the API description calls it, what it takes and what it answers. */
export const route = <
  P extends keyof typeof params,
  T extends { body?: TSchema; querystring?: TSchema } = Record<never, never>,
>(
  operationId: string,
  summary: string,
  path: P,
  answer: Answer,
  taken: T = {} as T,
): { schema: NoInfer<T> & { params: (typeof params)[P] } } => {
  // The answer is for the description alone: handlers are typed by what they return.
  const description = { operationId, summary, response: described(answer) };
  return { schema: { ...description, ...taken, params: params[path] } };
};

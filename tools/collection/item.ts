import type { OperationId } from '../../src/domain/operation.ts';
import { operations } from '../../src/domain/operation.ts';
import { operationIn, templateOf, toScimOpenApi } from '../../src/openapi/scim-openapi.ts';
import type { QuirkId } from '../../src/quirks/catalogue.ts';
import { quirkOf } from '../../src/quirks/catalogue.ts';

/** A request of the collection, in Postman's format v2.1. */
export type Item = {
  readonly name: string;
  readonly event: readonly {
    readonly listen: 'test';
    readonly script: { readonly type: string; readonly exec: string[] };
  }[];
  readonly request: {
    readonly method: string;
    readonly auth?: object;
    readonly header: readonly { readonly key: string; readonly value: string }[];
    readonly body?: object;
    readonly url: object;
    readonly description: string;
  };
};

export type Folder = { readonly name: string; readonly description: string; readonly item: readonly Item[] };

/** What is checked of an answer, and what later requests need of it. */
export type Expectation = {
  readonly status: number;
  /** Sentences, each with the JavaScript that proves it; `body` is the answer's JSON. */
  readonly checks?: Readonly<Record<string, string>>;
  /** Variables to keep, each with the JavaScript that finds its value. */
  readonly keeps?: Readonly<Record<string, string>>;
};

type Call = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body?: unknown;
  readonly auth?: object;
  readonly description: string;
  readonly expects: Expectation;
};

const toUrl = (path: string, query: Readonly<Record<string, string>> = {}) => {
  const pairs = Object.entries(query);
  const search = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  return {
    raw: `{{address}}${path}${search && `?${search}`}`,
    host: ['{{address}}'],
    path: path.slice(1).split('/'),
    ...(pairs.length > 0 && { query: pairs.map(([key, value]) => ({ key, value })) }),
  };
};

const toScript = ({ status, checks = {}, keeps = {} }: Expectation): string[] => {
  const kept = Object.entries(keeps);
  const hasBody = status !== 204 && (Object.keys(checks).length > 0 || kept.length > 0);
  return [
    `pm.test('the status is ${status}', () => pm.response.to.have.status(${status}));`,
    ...(hasBody ? ['const body = pm.response.json();'] : []),
    ...Object.entries(checks).map(([says, proof]) => `pm.test(${JSON.stringify(says)}, () => ${proof});`),
    ...kept.map(([name, found]) => `pm.environment.set('${name}', ${found});`),
  ];
};

export const bearer = (token: string) => ({ type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] });

export const toItem = ({ name, method, path, query, body, auth, description, expects }: Call): Item => ({
  name,
  event: [{ listen: 'test', script: { type: 'text/javascript', exec: toScript(expects) } }],
  request: {
    method,
    ...(auth && { auth }),
    header: body === undefined ? [] : [{ key: 'Content-Type', value: 'application/json' }],
    ...(body !== undefined && {
      body: {
        mode: 'raw',
        raw: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
        options: { raw: { language: 'json' } },
      },
    }),
    url: toUrl(path, query),
    description,
  },
});

const toParagraph = (id: QuirkId): string => {
  const { description, confidence, evidence } = quirkOf(id);
  return `**${id}** (${confidence}): ${description}\n_${evidence}_`;
};

/** The API description of the profile that the flows run under. */
export const description = toScimOpenApi('classic', { serverUrl: '{{address}}/scim/v2' });

type ScimCall = {
  readonly name: string;
  /** What the request shows. */
  readonly quirks: readonly QuirkId[];
  /** The user or group in the path. */
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** A body of its own; or one of the description's examples, by its name. */
  readonly body?: unknown;
  readonly example?: string;
  readonly auth?: object;
  readonly expects: Expectation;
};

/** A call of a SCIM operation, made from what the API description says of it. */
export const scim = (id: OperationId, { quirks, id: resource = '', example, ...call }: ScimCall): Item => {
  const operation = operationIn(description, id);
  const examples = operation.requestBody?.content['application/json']?.examples ?? {};
  const shown = example === undefined ? undefined : examples[example];
  if (example !== undefined && shown === undefined) throw new Error(`${id} has no example ${example}`);
  return toItem({
    ...call,
    method: operations[id].method,
    path: `/scim/v2${templateOf(id).replace(/\{.*\}/, resource)}`,
    body: shown?.value ?? call.body,
    description: [`${operation.summary}. ${operation.description}`, ...quirks.map(toParagraph)].join('\n\n'),
  });
};

/** A call that Postman has no route for. */
export const unrouted = (
  method: string,
  path: string,
  { name, quirks, body }: { readonly name: string; readonly quirks: readonly QuirkId[]; readonly body?: unknown },
): Item =>
  toItem({
    name,
    method,
    path: `/scim/v2${path}`,
    body,
    description: quirks.map(toParagraph).join('\n\n'),
    expects: {
      status: 404,
      checks: {
        "the error is Postman's general one, not a SCIM error":
          "pm.expect(body).to.eql({ error: { name: 'NotFound', message: \"We can't seem to find what you are looking for.\" }, status: 'error' })",
      },
    },
  });

/** A call of the emulator's control plane: what happens in Postman's app, or in nature. */
export const control = (method: string, path: string, call: Omit<Call, 'method' | 'path' | 'auth' | 'query'>): Item =>
  toItem({ ...call, method, path: `/_emulator${path}`, auth: bearer('{{controlToken}}') });

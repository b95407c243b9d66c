import assert from 'node:assert/strict';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Test } from 'tap';
import * as scim from '../schemas/scim.ts';
import type { TeamDocument, WorldDocument } from '../schemas/world-document.ts';
import type { App, AppSettings } from '../src/app.ts';
import { buildApp } from '../src/app.ts';
import type { Directory } from '../src/domain/directory.ts';
import type { OperationId } from '../src/domain/operation.ts';
import { operations } from '../src/domain/operation.ts';
import type { Trace } from '../src/domain/trace.ts';
import { toDocument } from '../src/worlds/export-document.ts';

export const key = 'emulator-scim-key';

/** Postman's texts, once more and not taken from the code. */
export const texts = {
  unreadable: 'The request body seems to be incomplete or have unsupported characters.',
  exists: 'This person is already a member of the team.',
  noUser: "This person isn't a member of the team.",
  noGroup: "This group isn't a member of the team.",
  filter: "You've used filter(s) that Postman doesn't support.",
  key: 'Unable to access the team. Check if you have entered a valid API key.',
};

/** A SCIM error, byte for byte. */
export const errorText = (status: number, detail: string, scimType?: string): string =>
  '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],' +
  `${scimType ? `"scimType":"${scimType}",` : ''}"detail":"${detail}","status":"${status}"}`;

export const invalidSyntaxText = errorText(400, texts.unreadable, 'invalidSyntax');
export const conflictText = errorText(409, texts.exists, 'uniqueness');
export const noUserText = errorText(404, texts.noUser);
export const noGroupText = errorText(404, texts.noGroup);
export const filterText = errorText(400, texts.filter);
export const notRoutedText =
  '{"error":{"name":"NotFound","message":"We can\'t seem to find what you are looking for."},"status":"error"}';

const successes: Record<OperationId, readonly [status: number, schema: TSchema | null]> = {
  getScimUserResources: [200, scim.UserList],
  createScimUser: [201, scim.User],
  getScimUserResource: [200, scim.User],
  updateScimUser: [200, scim.User],
  updateScimUserState: [200, scim.User],
  getScimGroupResources: [200, scim.GroupList],
  createScimGroup: [201, scim.Group],
  getScimGroupResource: [200, scim.Group],
  scimUpdateGroup: [200, scim.PatchedGroup],
  deleteScimGroup: [204, null],
  getScimResourceTypes: [200, scim.ResourceTypes],
  getScimServiceProviderConfig: [200, scim.ServiceProviderConfig],
};

export const operationOf = (method: string, url: string): OperationId | null => {
  const [path = ''] = url.split('?');
  // What cannot be decoded leads nowhere.
  if (/%(?![0-9a-f]{2})/i.test(path) || path.length > 16_384) return null;
  for (const [id, operation] of Object.entries(operations)) {
    const route = new RegExp(`^/scim/v2${operation.path.replace(':id', '[^/]+')}/?$`);
    if (operation.method === method && route.test(path)) return id as OperationId;
  }
  return null;
};

/** The errors an operation may have; those of PUT, for addresses, from the 2026-08 edition. */
const mayAnswer = (operation: OperationId, status: number): boolean => {
  const { method, path } = operations[operation];
  if ([400, 401, 403, 429, 500].includes(status)) return true;
  if (status === 404) return path.endsWith('/:id');
  return status === 409 && (method === 'POST' || method === 'PUT' || method === 'PATCH');
};

/** Checks an answer of /scim/v2 by operation and status: its type, and its body with no undeclared field. */
export const checkAnswer = (method: string, url: string, status: number, contentType: string, text: string): void => {
  const say = (what: string) => `${method} ${url.slice(0, 200)} -> ${status}: ${what} ${text.slice(0, 500)}`;
  const operation = operationOf(method, url);
  if (method === 'HEAD') {
    assert.equal(text, '', say('a body'));
    return;
  }
  let schema: TSchema | null = scim.ErrorResponse;
  let type = 'application/json; charset=utf-8';
  if (operation === null) {
    assert.equal(status, 404, say('not routed'));
    schema = scim.GeneralError;
  } else if (status < 400) {
    assert.equal(status, successes[operation][0], say('another success'));
    schema = successes[operation][1];
  } else {
    assert.ok(mayAnswer(operation, status), say('an undocumented status'));
    if (status === 429) schema = scim.RateLimited;
    if (status === 401 && operation === 'getScimResourceTypes') {
      schema = scim.Unauthorized;
      type = 'application/problem+json; charset=utf-8';
    }
  }
  if (schema === null) {
    assert.equal(text, '', say('a body'));
    return;
  }
  assert.equal(contentType, type, say('content-type'));
  const body = JSON.parse(text);
  const [problem] = Value.Errors(schema, body);
  assert.equal(problem && `${problem.path} ${problem.message}`, undefined, say('the schema'));
  if (schema === scim.ErrorResponse) assert.equal(body.status, String(status), say('status'));
};

export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly body: ReturnType<typeof JSON.parse>;
  readonly headers: Readonly<Record<string, unknown>>;
};

export type Sending = { readonly key?: string | null; readonly headers?: Record<string, string> };

export type Options = Partial<AppSettings> & { readonly team?: TeamDocument; readonly world?: Partial<WorldDocument> };

/** 2021-02-22T04:24:13.789Z: what is shown has whole seconds. */
export const start = Date.UTC(2021, 1, 22, 4, 24, 13, 789);

const untraced: Trace = { quirk() {}, outcome() {}, changed() {} };

const defaults: AppSettings = {
  key: undefined,
  profile: undefined,
  quirks: undefined,
  verifiedDomains: undefined,
  rateLimit: undefined,
  data: undefined,
  idSeed: 'test',
  anyKey: false,
  controlToken: undefined,
  journalBytes: 64 * 1024 * 1024,
  logger: undefined,
};

/** The application as it ships, in memory, with a clock that stands still; every answer is checked. */
export const startApp = (t: Test, { team, world, ...settings }: Options = {}) => {
  let now = start;
  const seed: WorldDocument = { version: 1, teams: [team ?? {}], ...world };
  const app: App = buildApp({ ...defaults, realTime: () => now, seed, ...settings });
  t.teardown(() => app.close());

  const send = async (method: string, path: string, payload?: unknown, sending: Sending = {}): Promise<Answer> => {
    const url = `/scim/v2${path}`;
    const { key: sent = key, headers } = sending;
    const raw = typeof payload === 'string' || Buffer.isBuffer(payload);
    const response = await app.http.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(sent !== null && { authorization: `Bearer ${sent}` }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { payload: raw ? (payload as string | Buffer) : JSON.stringify(payload) }),
    });
    const { statusCode: status, payload: text } = response;
    checkAnswer(method, url, status, String(response.headers['content-type']), text);
    return { status, text, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  };

  const directory = (id = 'team-1'): Directory => {
    const found = app.store.teams.byId(app.worlds.default.pk, id);
    assert.ok(found);
    return app.worlds.default.directory(found, untraced, { actor: 'admin' });
  };

  return {
    ...app,
    world: app.worlds.default,
    send,
    get: (path: string, sending?: Sending) => send('GET', path, undefined, sending),
    post: (path: string, body: unknown, sending?: Sending) => send('POST', path, body, sending),
    put: (path: string, body: unknown, sending?: Sending) => send('PUT', path, body, sending),
    patch: (path: string, operations: readonly unknown[], sending?: Sending) =>
      send(
        'PATCH',
        path,
        { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
        sending,
      ),
    delete: (path: string, sending?: Sending) => send('DELETE', path, undefined, sending),
    filter: (path: string, filter: string) => send('GET', `${path}?filter=${encodeURIComponent(filter)}`),
    /** Creates a user and answers the resource. */
    hire: async (userName: string, more: object = {}) =>
      (await send('POST', '/Users', { userName, name: { givenName: 'Taylor', familyName: 'Lee' }, ...more })).body,
    advance: (seconds: number): void => {
      now += seconds * 1000;
    },
    directory,
    /** What Postman's app does: one transaction in the team's directory. */
    inDirectory: <T>(work: (directory: Directory) => T, id?: string): T =>
      app.worlds.default.transaction(() => work(directory(id))),
    /** All that is stored, without the count of ids given out. */
    state: () => ({ ...toDocument(app.store, app.worlds.default), idCounter: 0 }),
  };
};

export type TestApp = ReturnType<typeof startApp>;

/** The application behind a real socket; answers its base URL. */
export const listen = (app: TestApp): Promise<string> =>
  app.http.listen({ port: 0, host: '127.0.0.1', listenTextResolver: () => '' }).then((url) => `${url}/scim/v2`);

/** Calls a base URL as one client does, with headers of its own; every answer is checked. */
export const createClient = (baseUrl: string, headers: Record<string, string>) => {
  const send = async (method: string, path: string, payload?: unknown): Promise<Answer> => {
    const url = baseUrl + path;
    const body = payload === undefined || typeof payload === 'string' ? payload : JSON.stringify(payload);
    const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    checkAnswer(method, new URL(url).pathname, response.status, String(response.headers.get('content-type')), text);
    return {
      status: response.status,
      text,
      body: text === '' ? undefined : JSON.parse(text),
      headers: Object.fromEntries(response.headers),
    };
  };
  return {
    send,
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown) => send('POST', path, body),
    put: (path: string, body: unknown) => send('PUT', path, body),
    patch: (path: string, body: unknown) => send('PATCH', path, body),
    delete: (path: string) => send('DELETE', path),
  };
};

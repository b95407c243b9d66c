import { Agent, type IncomingHttpHeaders, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import type { NewFault } from '../../schemas/control.ts';
import { checkAnswer, key as defaultKey, type Options, startApp } from '../helpers.ts';
import { AnswerCheck } from './description.ts';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into it as clients do
  readonly body: any;
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly text?: string | undefined;
};

/** Sends over a socket; rejects where the connection breaks before the answer is whole. */
export const exchange = (
  port: number,
  { method, path, headers = {}, text }: Request,
  agent?: Agent,
): Promise<Omit<Answer, 'body'>> =>
  new Promise((resolve, reject) => {
    const length = text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) };
    const request = sendRequest(
      { host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('aborted', () => reject(new Error('the answer broke off')));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(text);
  });

export type Sending = { readonly headers?: Record<string, string>; readonly unchecked?: boolean };

const json = { 'content-type': 'application/json' };

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The application as it ships behind a real socket, with a clock that stands still. Every answer of the control plane
 * is compared with its description, every answer of SCIM with Postman's.
 */
export const startServer = async (t: Test, options: Options & { readonly host?: string } = {}) => {
  const { host = '127.0.0.1', ...settings } = options;
  const app = startApp(t, settings);
  const agent = new Agent({ keepAlive: true });
  t.teardown(() => agent.destroy());
  await app.http.listen({ host, port: 0 });
  const { port } = app.http.server.address() as AddressInfo;
  const token = settings.controlToken;
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const described = await app.http.inject({ url: '/_emulator/openapi.json', headers: authorization });
  const check = new AnswerCheck(described.json());

  /** Below /_emulator. A string is sent as it is. */
  const control = async (method: string, path: string, body?: unknown, sending: Sending = {}): Promise<Answer> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const url = `/_emulator${path}`;
    const headers = { ...(text !== undefined && json), ...authorization, ...sending.headers };
    const answer = await exchange(port, { method, path: url, headers, text }, agent);
    check.check(method, url, answer.status, answer.headers['content-type'], answer.text);
    return { ...answer, body: parse(answer.text) };
  };

  /** What a connector with this key sends. */
  const scim = (key: string | null = defaultKey) => {
    const send = async (method: string, path: string, body?: unknown, sending: Sending = {}): Promise<Answer> => {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const url = `/scim/v2${path}`;
      const headers = {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(text !== undefined && json),
        ...sending.headers,
      };
      const answer = await exchange(port, { method, path: url, headers, text }, agent);
      if (!sending.unchecked) {
        checkAnswer(method, url, answer.status, String(answer.headers['content-type']), answer.text);
      }
      return { ...answer, body: parse(answer.text) };
    };
    return {
      send,
      get: (path: string) => send('GET', path),
      post: (path: string, body: unknown) => send('POST', path, body),
      put: (path: string, body: unknown) => send('PUT', path, body),
      patch: (path: string, ...operations: unknown[]) => send('PATCH', path, { Operations: operations }),
      delete: (path: string) => send('DELETE', path),
      find: (userName: string) => send('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`),
      hire: (userName: string, more: object = {}) =>
        send('POST', '/Users', { userName, name: { givenName: 'Taylor', familyName: 'Lee' }, ...more }),
    };
  };

  return {
    ...app,
    port,
    agent,
    check,
    control,
    scim,
    fault: async (rule: NewFault, world = 'default') => (await control('POST', `/worlds/${world}/faults`, rule)).body,
  };
};

export type Server = Awaited<ReturnType<typeof startServer>>;

export type Scim = ReturnType<Server['scim']>;

/** The default world and its team. */
export const world = '/worlds/default';
export const team = `${world}/teams/team-1`;

import { parseJson } from '../conformance/exchange.ts';
import { pauseAfter } from '../conformance/pause.ts';
import { CommandError } from '../errors.ts';

/** One request as it was sent, with its answer. */
export type PlayedExchange = {
  readonly method: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
};

/** An answer that ends a task of the provider. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Json = Readonly<Record<string, unknown>>;

/** Sends one request; throws a RefusedError where the answer is not a success. */
export type Connection = (method: string, path: string, body?: object) => Promise<Json>;

export type ConnectionOptions = {
  readonly baseUrl: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly fetch: typeof fetch;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly onExchange: (exchange: PlayedExchange) => void;
};

const detailOf = (answer: unknown): string => {
  const { detail, error } = (answer ?? {}) as { detail?: unknown; error?: { message?: unknown } };
  return String(detail ?? error?.message ?? 'no reason given');
};

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Connects a driver to a service, with the patience of that driver. */
export const connect = (options: ConnectionOptions): Connection => {
  const { baseUrl, key, headers, attempts, onExchange, sleep } = options;
  const send = async (method: string, path: string, body: object | undefined, left: number): Promise<Json> => {
    const response = await options
      .fetch(baseUrl + path, {
        method,
        headers: { ...headers, authorization: `Bearer ${key}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(30_000),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      .catch((error: unknown) => {
        throw new CommandError(`${new URL(baseUrl).host} does not answer ${method} ${path}`, { cause: error });
      });
    const { status } = response;
    const text = await response.text();
    const answer = parseJson(text);
    onExchange({ method, path, headers, body, status, answer });
    if (status === 429 && left > 1) {
      const received = { status, headers: Object.fromEntries(response.headers), text, json: answer };
      await sleep(pauseAfter(received, Date.now()));
      return send(method, path, body, left - 1);
    }
    if (status > 299) throw new RefusedError(status, `${status}: ${detailOf(answer)}`);
    return isRecord(answer) ? answer : {};
  };
  return (method, path, body) => send(method, path, body, attempts);
};

/** The first resource of a list. */
export const firstOf = ({ Resources }: Json): Json | undefined =>
  Array.isArray(Resources) && isRecord(Resources[0]) ? Resources[0] : undefined;

/** The id of a resource; an answer without one ends the task. */
export const idOf = ({ id }: Json): string => {
  if (typeof id === 'string' && id !== '') return id;
  throw new RefusedError(200, 'the answer has no id');
};

/** The body of a PATCH. */
export const patchOf = (...Operations: readonly object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

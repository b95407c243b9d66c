export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How the key travels: after Bearer, bare in Authorization, in x-api-key, or not at all. */
export type KeyForm = 'bearer' | 'bare' | 'x-api-key' | 'none';

export type Request = {
  readonly method: Method;
  /** Path and query below the base URL, as they are sent. */
  readonly path: string;
  readonly keyForm: KeyForm;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Answer = {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; undefined where there is none or it is not valid JSON. */
  readonly json: unknown;
};

/** A request as it leaves the program. */
export type SentRequest = {
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type ReceivedAnswer = Pick<Answer, 'status' | 'headers' | 'text'>;

/** Sends one request; tests give another one, to change what is sent and answered. */
export type Transport = (request: SentRequest) => Promise<ReceivedAnswer>;

const timeoutMs = 30_000;

export const sendByFetch: Transport = async ({ url, ...init }) => {
  const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
};

export type Exchange = { readonly request: Request; readonly answer: Answer };

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The media type without its parameters; empty where there is none. */
export const mediaType = (answer: Answer): string =>
  (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Whether an address is the real service's. */
export const isPostmans = (url: string): boolean => /(^|\.)(get)?postman\.com$/.test(new URL(url).hostname);

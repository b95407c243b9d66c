import { sendByFetch, type Transport } from '../../src/conformance/exchange.ts';

export type ProxyRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type ProxyAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** How a server that is wrong differs from the one behind it. */
export type Mutation = {
  /** Changes the request, or answers it in the server's stead. */
  readonly request?: (request: ProxyRequest) => ProxyRequest | ProxyAnswer;
  readonly answer?: (answer: ProxyAnswer, request: ProxyRequest) => ProxyAnswer;
};

/** Sends requests through a mutation: the kit sees a server that is wrong in one way. */
export const transportThrough =
  ({ request: onRequest, answer: onAnswer }: Mutation): Transport =>
  async ({ method, url, headers, body = '' }) => {
    const { origin, pathname, search } = new URL(url);
    const original: ProxyRequest = { method, path: pathname + search, headers, body };
    const changed = onRequest?.(original) ?? original;
    const send = async ({ method, path, headers, body }: ProxyRequest): Promise<ProxyAnswer> => {
      const sent = { method, url: origin + path, headers, ...(method !== 'GET' && body !== '' && { body }) };
      const { text, ...answer } = await sendByFetch(sent);
      return { ...answer, body: text };
    };
    const answered = 'status' in changed ? changed : await send(changed);
    const { status, headers: answeredHeaders, body: text } = onAnswer?.(answered, original) ?? answered;
    return { status, headers: answeredHeaders, text };
  };

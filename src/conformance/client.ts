import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Exchange, Request, Transport } from './exchange.ts';
import { parseJson, sendByFetch } from './exchange.ts';
import { pauseAfter } from './pause.ts';

/** The reason why a check, or what is left of it, cannot be tried. */
export class SkippedError extends Error {
  override readonly name = 'SkippedError';
}

export type ClientOptions = {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** False: nothing but GET leaves this client, whoever asks. */
  readonly mayWrite: boolean;
  /** Requests in all. */
  readonly budget: number;
  /** So many of them are kept back for cleaning up. */
  readonly reserved?: () => number;
  readonly transport?: Transport | undefined;
  readonly onExchange?: (exchange: Exchange) => void;
  readonly onPause?: (seconds: number) => void;
  readonly pause?: (seconds: number) => Promise<unknown>;
};

export type Client = {
  /** A request is sent again after a 429, unless it is not to be patient. */
  send(request: Request, patient?: boolean): Promise<Answer>;
  readonly sent: number;
  /** Whether a request was not sent because the budget had ended. */
  readonly budgetEnded: boolean;
};

const attempts = 4;

const authorization = ({ keyForm, key }: Request): Record<string, string> => {
  if (keyForm === 'none') return {};
  if (keyForm === 'x-api-key') return { 'x-api-key': key };
  return { authorization: keyForm === 'bearer' ? `Bearer ${key}` : key };
};

const untrusted =
  'its certificate is not signed by a trusted authority; ' +
  "for an emulator's own, set NODE_EXTRA_CA_CERTS to the path of the ca.pem that it printed";

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server listens at this address',
  ENOTFOUND: 'there is no such host',
  ECONNRESET: 'the connection was cut',
  TimeoutError: 'it took too long',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
};

/** What a failed fetch was about, without the address or the headers it was sent with. */
const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'unknown';
  if (cause.message === 'bad port') return 'nothing is ever asked of that port';
  const name = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return meanings[name] === undefined ? name : `${meanings[name]} (${name})`;
};

const ask = async (transport: Transport, baseUrl: string, request: Request): Promise<Answer> => {
  const { method, path, headers, body } = request;
  try {
    const answer = await transport({
      method,
      url: baseUrl + path,
      headers: {
        'user-agent': 'postman-scim-emulator verify',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...authorization(request),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    return { ...answer, json: parseJson(answer.text) };
  } catch (error) {
    throw new SkippedError(`no answer to ${method} ${path.split('?')[0]}: ${causeOf(error)}`);
  }
};

/** Sends requests to one SCIM base URL: within a budget, and waiting where a 429 asks for it. */
export const createClient = (options: ClientOptions): Client => {
  const {
    baseUrl,
    mayWrite,
    budget,
    reserved = () => 0,
    transport = sendByFetch,
    onExchange,
    onPause,
    pause = (seconds) => sleep(seconds * 1000),
  } = options;
  let sent = 0;
  let budgetEnded = false;
  const once = async (request: Request): Promise<Answer> => {
    if (request.method !== 'GET' && !mayWrite) throw new SkippedError('it writes');
    if (sent + reserved() >= budget) {
      budgetEnded = true;
      throw new SkippedError(`the budget of ${budget} requests is spent`);
    }
    sent += 1;
    const answer = await ask(transport, baseUrl, request);
    onExchange?.({ request, answer });
    return answer;
  };
  return {
    async send(request, patient = true) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await once(request);
        if (answer.status !== 429 || !patient) return answer;
        if (attempt === attempts) throw new SkippedError(`429 was answered ${attempts} times in a row`);
        const seconds = pauseAfter(answer, Date.now());
        onPause?.(seconds);
        await pause(seconds);
      }
    },
    get sent() {
      return sent;
    },
    get budgetEnded() {
      return budgetEnded;
    },
  };
};

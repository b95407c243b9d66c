import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { CommandError } from '../errors.ts';

export type Answer = { readonly status: number; readonly body: string };

/** Addresses that never leave the machine: a certificate signed by nobody is good enough there. */
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** GET, of an emulator: for commands that run beside it. Rejects where there is no answer in time. */
export const get = (url: URL, milliseconds: number, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const options = {
      agent: false as const,
      headers: { accept: 'application/json', ...headers },
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(milliseconds))),
      rejectUnauthorized: !isLoopback(url.hostname),
    };
    const sent = send(url, options, (response) => {
      response.setEncoding('utf8');
      let body = '';
      response.on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });

/** The reason why a request got no answer, in a few words. */
export const troubleOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'no server listens at this address';
  if (code === 'ENOTFOUND') return 'the host does not exist';
  if (code === 'EPROTO') return 'the server uses http, not https';
  if (code === 'ECONNRESET') return 'the connection ends without an answer; is it https?';
  return error.message.split('\n')[0] || code || error.name;
};

/** The emulator refuses in problem documents; another server on that port hardly does. */
const isProblem = (document: unknown): boolean => {
  const { title, detail } = (document ?? {}) as { title?: unknown; detail?: unknown };
  return typeof title === 'string' && typeof detail === 'string';
};

const toDocument = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/**
 * Fetches a document of the control plane.
 * @param subject - The thing that is asked for, as an error names it.
 * @throws {CommandError} where no emulator answers, or it refuses.
 */
export const fetchControl = async <Document>(
  origin: URL,
  path: string,
  token: string | undefined,
  subject: string,
): Promise<Document> => {
  const url = new URL(path, origin);
  const { status, body } = await get(url, 30_000, token ? { authorization: `Bearer ${token}` } : {}).catch((error) => {
    throw new CommandError(`${origin.origin}: ${troubleOf(error)}`, { cause: error });
  });
  const document = toDocument(body);
  if (status === 404) throw new CommandError(`${origin.origin} does not have ${subject}, or is not an emulator`);
  if (status === 401 || status === 403) {
    if (isProblem(document)) throw new CommandError('the emulator requires its --control-token');
    throw new CommandError(`${origin.origin} answers ${status}; is it an emulator?`);
  }
  if (status !== 200) throw new CommandError(`${url.href} answers ${status}`);
  if (document === undefined) throw new CommandError(`${url.href}: expected JSON, got another document`);
  return document as Document;
};

import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

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

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the emulator listens by the environment it was given: its flags' defaults where that says nothing. */
export const defaultUrl = (env: Environment): string => {
  const host = env.POSTMAN_SCIM_EMULATOR_HOST || '127.0.0.1';
  const port = env.POSTMAN_SCIM_EMULATOR_PORT || '7246';
  const tls = env.POSTMAN_SCIM_EMULATOR_TLS || env.POSTMAN_SCIM_EMULATOR_TLS_CERT;
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${reached}:${port}`;
};

/** The address that was given, without what may follow the host: the base URL for SCIM will do as well. */
export const toOrigin = (text: string): URL | undefined => {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? new URL(origin) : undefined;
};

/** What went wrong with a request, in a few words. */
export const troubleOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ECONNREFUSED' ? 'nothing listens there' : error.message || code || error.name;
};

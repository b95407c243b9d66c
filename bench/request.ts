import { request as httpRequest } from 'node:http';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export type Request = { method: Method; path: string; body?: string; headers?: Record<string, string> };

export type Answer = { status: number; rawHeaders: string[]; body: string };

export const key = 'bench-key';

const headersOf = ({ body, headers }: Request): Record<string, string> => ({
  Accept: 'application/scim+json, application/json',
  Authorization: `Bearer ${key}`,
  ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': `${Buffer.byteLength(body)}` }),
  ...headers,
});

/** The bytes of a request as the load generator sends them. */
export const toWire = (request: Request, port: number): string => {
  const headers = Object.entries({ Host: `127.0.0.1:${port}`, ...headersOf(request) });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${request.method} ${request.path} HTTP/1.1\r\n${lines}\r\n${request.body ?? ''}`;
};

/** Sends one request and reads the whole answer, with its headers as they came. */
export const ask = (port: number, request: Request): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, path } = request;
    const options = { host: '127.0.0.1', port, method, path, headers: headersOf(request), agent: false };
    const sent = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(request.body);
  });

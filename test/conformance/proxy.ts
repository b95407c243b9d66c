import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mutation, ProxyAnswer, ProxyRequest } from './mutation.ts';

const textOf = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const flat = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const forward = async (target: URL, { method, path, headers, body }: ProxyRequest): Promise<ProxyAnswer> => {
  const { 'transfer-encoding': _, connection: __, 'content-length': ___, ...kept } = headers;
  const outgoing = httpRequest({
    host: target.hostname,
    port: target.port,
    method,
    path,
    headers: { ...kept, ...((body !== '' || method === 'POST') && { 'content-length': Buffer.byteLength(body) }) },
    agent: false,
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: incoming.statusCode ?? 0, headers: flat(incoming.headers), body: await textOf(incoming) };
};

/** Stands between the kit and an emulator, and makes the emulator wrong in one way. */
export const startProxy = async (targetUrl: string, { request: onRequest, answer: onAnswer }: Mutation) => {
  const target = new URL(targetUrl);
  const server = createServer({ maxHeaderSize: 64 * 1024 }, async (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const original: ProxyRequest = { method, path: url, headers: flat(headers), body: await textOf(incoming) };
    try {
      const changed = onRequest?.(original) ?? original;
      const answered = 'status' in changed ? changed : await forward(target, changed);
      const { status, headers, body } = onAnswer?.(answered, original) ?? answered;
      const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...kept } = headers;
      outgoing.writeHead(status, kept).end(body);
    } catch (error) {
      outgoing.writeHead(502).end(String(error));
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

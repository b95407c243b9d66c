// The least a Node server can do: node:http with every answer ready.
import { createServer, type ServerResponse } from 'node:http';
import { created, readAnswers } from './answers.ts';

const { port, headers, byUrl, patched } = readAnswers();

const send = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const server = createServer({ keepAliveTimeout: 72_000 }, (request, response) => {
  if (request.method === 'GET') {
    const body = byUrl.get(request.url as string);
    send(response, body === undefined ? 404 : 200, body ?? '{}');
    return;
  }
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    const sent = JSON.parse(text);
    if (request.method === 'POST') send(response, 201, created(sent));
    else send(response, 200, patched);
  });
});

server.listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));

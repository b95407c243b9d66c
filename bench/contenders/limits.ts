import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directory } from '../directory.ts';
import { type OperationId, requestsOf } from '../operations.ts';
import { cached, node } from '../paths.ts';
import { type Answer, ask, type Request } from '../request.ts';
import { freePort, type Server, startServer } from '../server.ts';
import type { Contender } from './contender.ts';

const ofTheConnection = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

const headersOf = ({ rawHeaders }: Answer): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (!ofTheConnection.has(name.toLowerCase())) headers[name] = rawHeaders[at + 1] as string;
  }
  return headers;
};

const reads: OperationId[] = ['get-user', 'filter', 'page-first', 'page-deep'];

/** Takes down what the emulator answers to everything that will be asked, for the limits to send again. */
export const recordAnswers = async (model: Server, directory: Directory): Promise<string> => {
  const gets: Record<string, string> = {};
  let headers: Record<string, string> = {};
  for (const request of reads.flatMap((operation) => requestsOf(operation, directory, 'scim'))) {
    const answer = await ask(model.port, request);
    gets[request.path] = answer.body;
    headers = headersOf(answer);
  }
  const [patch] = requestsOf('patch-group', directory, 'scim');
  const patched = (await ask(model.port, patch as Request)).body;
  const path = cached(`answers-${directory.size}.json`);
  writeFileSync(path, JSON.stringify({ headers, gets, patched }));
  return path;
};

const limit = (name: string, answers: () => string, script: string, ...more: string[]): Contender => ({
  name,
  dialect: 'scim',
  can: [...reads, 'patch-group', 'create-user'],
  exact: true,
  remark: more.length ? 'keeps nothing: serialises ready objects' : 'keeps nothing: sends ready answers',
  start: async (directory) => {
    const port = await freePort();
    const command = [node, join(import.meta.dirname, '..', 'limits', script), answers(), String(port), ...more];
    const [probe] = requestsOf('get-user', directory, 'scim');
    return startServer(port, { name, command, probe: probe as Request });
  },
});

/** The limits, answering from what was recorded. */
export const toLimits = (answers: () => string): Contender[] => [
  limit('node:http', answers, 'bare-http.ts'),
  limit('Fastify', answers, 'bare-fastify.ts'),
  limit('Fastify, objects', answers, 'bare-fastify.ts', 'objects'),
];
